package org.moqj.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.CacheOptions;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;

/** {@code moqj fetch} against a peer that keeps what it published. */
class FetchIT {

    private static final TrackOptions KEEPS_ALL = TrackOptions.defaults().withCache(CacheOptions.of(100, 1 << 20));

    private static String[] args(Peer peer, String scheme, String... rest) {
        return Stream.of(Stream.of("fetch"), peer.at(scheme).stream(), Stream.of(rest))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    private static Cli.Result fetch(Peer peer, String scheme, String... rest) {
        return Cli.run(args(
                peer,
                scheme,
                Stream.concat(Stream.of("--namespace", "n", "--track", "t"), Stream.of(rest))
                        .toArray(String[]::new)));
    }

    /** Writes groups 0 to 3 of two objects each, and waits until the track has them. */
    private static TrackPublisher fourGroups(Peer peer) {
        TrackPublisher track = peer.register(KEEPS_ALL, "n", "t");
        for (int g = 0; g < 4; g++) {
            try (GroupWriter group = track.nextGroup()) {
                group.write(g + "a ").join();
                group.write(g + "b ").join();
            }
        }
        return track;
    }

    @ParameterizedTest
    @CsvSource({"14, https", "14, moqt", "7, https", "7, moqt"})
    void writesTheRange(int draft, String scheme) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            fourGroups(peer);

            Cli.Result result = fetch(peer, scheme, "--range", "0:1-2:0");

            assertThat(result.text()).isEqualTo("0b 1a 1b 2a ");
            assertThat(result.exitCode()).isZero();
            assertThat(result.err())
                    .hasSize(3)
                    .last()
                    .asString()
                    .isEqualTo("moqj: received 4 objects, 3 groups, 0.00 MB, 0 dropped");
            assertThat(result.err()).contains("moqj: fetching up to 2:0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 7})
    void takesTheWholeLastGroup(int draft, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("out");
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            fourGroups(peer);

            Cli.Result result = fetch(peer, "moqt", "--range", "1:0-2", "--out", file.toString());

            assertThat(Files.readString(file, UTF_8)).isEqualTo("1a 1b 2a 2b ");
            assertThat(result.text()).isEmpty();
            assertThat(result.exitCode()).isZero();
        }
    }

    @Test
    void tellsOfEachObjectInJson() throws IOException {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            fourGroups(peer);

            Cli.Result result = fetch(peer, "https", "--range", "3:0-3:1", "--json", "-q");

            List<String> lines = result.text().lines().toList();
            assertThat(lines).hasSize(2);
            JsonNode first = new ObjectMapper().readTree(lines.get(0));
            assertThat(first.get("track").asText()).isEqualTo("t");
            assertThat(first.get("group").asLong()).isEqualTo(3);
            assertThat(first.get("object").asLong()).isZero();
            assertThat(first.get("size").asLong()).isEqualTo(3);
            assertThat(result.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"https, 0, 3a 3b", "moqt, 2, 1a 1b 2a 2b 3a 3b", "moqt, 99, 0a 0b 1a 1b 2a 2b 3a 3b"})
    void joinsASubscription(String scheme, String groups, String expected) {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            fourGroups(peer);

            Cli.Result result = fetch(peer, scheme, "--joining", groups);

            assertThat(result.err()).contains("moqj: fetching up to 3:1");
            assertThat(result.text()).isEqualTo(expected + " ");
            assertThat(result.exitCode()).isZero();
        }
    }

    @Test
    void saysThatDraft07HasNoJoiningFetches() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_07)) {
            fourGroups(peer);

            Cli.Result result = fetch(peer, "moqt", "--joining", "1", "-q");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .containsExactly(
                            "error: JOINING_FETCH is not supported by draft-07 with the peer profile strict:"
                                    + " a range can be fetched",
                            "where: request",
                            "try:   try another draft with --draft, or another peer");
        }
    }

    @Test
    void saysWhatThePeerLacks() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            Cli.Result result = fetch(peer, "moqt", "--range", "0:0-1", "--peer", "moq-rs-14", "-q");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .hasSize(3)
                    .first()
                    .asString()
                    .startsWith("error: FETCH is not supported by draft-14 with the peer profile moq-rs-14");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 7})
    void endsWithCodeOneWhenThereIsNoSuchTrack(int draft) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            Cli.Result result = fetch(peer, "https", "--range", "0:0-1", "-q");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .hasSize(3)
                    .first()
                    .asString()
                    .startsWith("error: FETCH n/t was refused with ")
                    .endsWith("no such track\"");
        }
    }

    @Test
    void endsWithCodeOneWhenTheRangeIsAhead() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            fourGroups(peer);

            Cli.Result result = fetch(peer, "https", "--range", "9:0-10", "-q");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).first().asString().contains("FETCH n/t was refused with INVALID_RANGE");
        }
    }

    @Test
    void needsOnePartOfTheTrack() {
        String[] common = {"fetch", "https://localhost", "--namespace", "n", "--track", "t"};

        assertThat(Cli.run(common).exitCode()).isEqualTo(2);
        assertThat(Cli.run(with(common, "--range", "0:0-1:0", "--joining", "1")).exitCode())
                .isEqualTo(2);
        assertThat(Cli.run(with(common, "--joining", "-1")).err())
                .containsExactly(
                        "error: --joining is a number of groups, 0 for the current one alone",
                        "where: command line",
                        "try:   --joining 1");
        assertThat(Cli.run(with(common, "--range", "1:0-0:0")).err())
                .first()
                .asString()
                .contains("'1:0-0:0' ends before it begins");
    }

    private static String[] with(String[] args, String... more) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
    }
}
