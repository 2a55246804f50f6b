package org.moqj.cli.interop;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes outcomes as the Test Anything Protocol has it, version 14: the plan first, then a line for each test with an
 * indented block of YAML.
 */
public final class TapReport {

    private final Consumer<String> lines;
    private int number;

    /** Gives each line to {@code lines}. */
    public TapReport(Consumer<String> lines) {
        this.lines = lines;
    }

    /**
     * Begins.
     *
     * @param tests how many tests there will be
     * @param remarks what is worth knowing before
     */
    public void begin(int tests, String... remarks) {
        lines.accept("TAP version 14");
        for (String remark : remarks) {
            lines.accept("# " + oneLine(remark));
        }
        lines.accept("1.." + tests);
    }

    /** Reports the next test. */
    public void add(Outcome outcome) {
        number++;
        String result = outcome.isFailure() ? "not ok " : "ok ";
        lines.accept(result + number + " - " + outcome.test().name() + directive(outcome.verdict()));
        lines.accept("  ---");
        field("duration_ms", outcome.took().toMillis());
        for (Map.Entry<String, String> connection : outcome.connectionIds().entrySet()) {
            String role = connection.getKey();
            field(role.isEmpty() ? "connection_id" : role + "_connection_id", connection.getValue());
        }
        field("section", outcome.section());
        if (outcome.verdict() instanceof Verdict.Failed failed) {
            field("message", failed.message());
            field("expected", failed.expected());
            field("received", failed.received());
        }
        lines.accept("  ...");
    }

    /** Says that the rest is not tried. */
    public void bailOut(String reason) {
        lines.accept("Bail out! " + oneLine(reason));
    }

    private static String directive(Verdict verdict) {
        return verdict instanceof Verdict.Skipped skipped ? " # SKIP " + oneLine(skipped.reason()) : "";
    }

    private void field(String name, Object value) {
        lines.accept("  " + name + ": " + (value instanceof Long ? value : quoted(value.toString())));
    }

    /** A string in YAML's double quotes, in which nothing can end it or break the line. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (isBreaking(c)) {
                quoted.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().map(c -> isBreaking(c) ? ' ' : c).forEach(line::appendCodePoint);
        return line.toString();
    }

    private static boolean isBreaking(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
