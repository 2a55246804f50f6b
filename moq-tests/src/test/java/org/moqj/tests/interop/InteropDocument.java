package org.moqj.tests.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.moqj.cli.interop.InteropCase;
import org.moqj.cli.interop.InteropCases;
import org.moqj.cli.interop.Outcome;
import org.moqj.cli.interop.Verdict;
import org.moqj.core.MoqDraft;

/** Makes {@code docs/interop.md} of what relays did. */
final class InteropDocument {

    private static final String HEAD = """
            # What relays do

            The cases of `moqj interop`, played against relays over WebTransport (`https`) and raw QUIC (`moqt`): *yes* where
            the relay does what the draft says, **no** where it does something else, *skipped* where the draft or the relay is
            known to lack it, so that it is not tried. The numbers lead to the reasons below.

            `ci/interop.sh` plays them all and writes this page; `RelayCasesIT` fails where a relay does something else than
            the page says.
            """;

    /**
     * A column of the table.
     *
     * @param relay the relay
     * @param scheme over what
     */
    record Column(RelayKind relay, String scheme) {}

    private final Map<Column, Map<String, Outcome>> results;
    private final Deviations deviations;
    private final List<String> notes = new ArrayList<>();

    InteropDocument(Map<Column, Map<String, Outcome>> results, Deviations deviations) {
        this.results = results;
        this.deviations = deviations;
    }

    String text() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        row(text, "case", "draft-14", "draft-07", results.keySet().stream().map(InteropDocument::title));
        row(text, "---", "---", "---", results.keySet().stream().map(column -> "---"));
        for (InteropCase test : InteropCases.all()) {
            row(
                    text,
                    "`" + test.name() + "`",
                    section(test, MoqDraft.DRAFT_14),
                    section(test, MoqDraft.DRAFT_07),
                    results.keySet().stream().map(column -> cell(column, test)));
        }
        text.append("\nThe second and third column have the section of each draft.\n\n## Why\n\n");
        for (int i = 0; i < notes.size(); i++) {
            text.append(i + 1).append(". ").append(notes.get(i)).append('\n');
        }
        return text.toString();
    }

    private static void row(
            StringBuilder text, String name, String newer, String older, java.util.stream.Stream<String> cells) {
        text.append(
                cells.collect(Collectors.joining(" | ", "| " + name + " | " + newer + " | " + older + " | ", " |\n")));
    }

    private static String title(Column column) {
        return column.relay().description() + ", " + column.relay().draft() + ", `" + column.scheme() + "`";
    }

    private static String section(InteropCase test, MoqDraft draft) {
        return test.sections().getOrDefault(draft, "none");
    }

    private String cell(Column column, InteropCase test) {
        Outcome outcome = results.getOrDefault(column, Map.of()).get(test.name());
        if (outcome == null) {
            throw new IllegalStateException("Nobody has played " + test.name() + " against " + column);
        }
        if (outcome.verdict() instanceof Verdict.Passed) {
            return "yes";
        }
        Optional<String> why = deviations.of(column.relay(), test.name()).map(Deviations.Deviation::why);
        int note = note(column.relay().description() + ": " + why.orElse("not explained"));
        return (outcome.isFailure() ? "**no**" : "skipped") + " (" + note + ")";
    }

    /** Returns the number of a note; the same reason has one number. */
    private int note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
        return notes.indexOf(note) + 1;
    }
}
