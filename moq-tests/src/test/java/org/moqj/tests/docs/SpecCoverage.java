package org.moqj.tests.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The tables of docs/spec-coverage.md. */
final class SpecCoverage {

    /** Which module a table's names are in, unless they say otherwise: by the table's heading. */
    private static final Map<String, String> MODULES =
            Map.of("draft-07", "moq-transport-draft07", "draft-14", "moq-transport-draft14");

    private static final int CELLS = 4;

    private SpecCoverage() {}

    /**
     * A row.
     *
     * @param module the module of the draft
     * @param section the draft's section
     * @param what the rule
     * @param where the classes that hold it, each in backticks
     * @param test the tests, each in backticks, with what they leave open; or why there is none
     */
    record Row(String module, String section, String what, String where, String test) {

        boolean hasReasonOnly() {
            return test.startsWith("none: ") || test.startsWith("not yet: ");
        }

        /** Returns the names of the classes. */
        List<SourceName> classes() {
            return names(where);
        }

        /** Returns the names of the tests, without what is said behind them. */
        List<SourceName> tests() {
            return hasReasonOnly() ? List.of() : names(test.split("; ", 2)[0]);
        }

        private List<SourceName> names(String cell) {
            return cell.equals("-")
                    ? List.of()
                    : Arrays.stream(cell.split(", "))
                            .map(name -> SourceName.of(module, name))
                            .toList();
        }
    }

    /** Returns all rows, from the first draft's to the last's. */
    static List<Row> read() throws IOException {
        List<Row> rows = new ArrayList<>();
        String module = "";
        for (String line : Files.readAllLines(Sources.ROOT.resolve("docs/spec-coverage.md"))) {
            if (line.startsWith("## ")) {
                module = MODULES.getOrDefault(line.substring(3), "");
            } else if (!module.isEmpty() && line.startsWith("| ") && !line.startsWith("| section") && !isRule(line)) {
                rows.add(row(module, line));
            }
        }
        return rows;
    }

    private static boolean isRule(String line) {
        return line.startsWith("| ---");
    }

    private static Row row(String module, String line) {
        String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
        if (cells.length != CELLS) {
            throw new AssertionError("Not a row of " + CELLS + " cells: " + line);
        }
        return new Row(module, cells[0], cells[1], cells[2], cells[3]);
    }
}
