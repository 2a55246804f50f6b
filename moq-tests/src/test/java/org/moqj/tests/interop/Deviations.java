package org.moqj.tests.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where relays are known not to pass a case, and why: the file {@code deviations.txt} beside this class. */
final class Deviations {

    private static final int FIELDS = 5;

    private final List<Deviation> all;

    private Deviations(List<Deviation> all) {
        this.all = all;
    }

    /**
     * One of them.
     *
     * @param relay the relay's label
     * @param test the case
     * @param verdict {@code fail} or {@code skip}
     * @param evidence part of what was received, or of the reason for the skip
     * @param why the explanation
     */
    record Deviation(String relay, String test, String verdict, String evidence, String why) {}

    static Deviations read() {
        try (InputStream in = Deviations.class.getResourceAsStream("deviations.txt")) {
            if (in == null) {
                throw new IllegalStateException("deviations.txt is missing");
            }
            return new Deviations(new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Deviations::parse)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Deviation parse(String line) {
        String[] fields = line.split(" \\| ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalStateException("Not " + FIELDS + " fields: " + line);
        }
        return new Deviation(fields[0], fields[1], fields[2], fields[3], fields[4]);
    }

    Optional<Deviation> of(RelayKind relay, String test) {
        return all.stream()
                .filter(one -> one.relay().equals(relay.label()) && one.test().equals(test))
                .findFirst();
    }

    /** Returns the tests that the list names for {@code relay}. */
    List<String> tests(RelayKind relay) {
        List<String> tests = new ArrayList<>();
        all.stream().filter(one -> one.relay().equals(relay.label())).forEach(one -> tests.add(one.test()));
        return tests;
    }
}
