package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.cli.media.Catalog;
import org.moqj.cli.media.Fragment;
import org.moqj.cli.media.FragmentReader;
import org.moqj.cli.media.MediaFiles;
import org.moqj.cli.publish.Demand;
import org.moqj.core.DoneStatus;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ObjectStatus;

/** {@code moqj sub} against a peer that publishes. */
class SubIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static String[] args(Peer peer, String scheme, String... rest) {
        return Stream.of(Stream.of("sub"), peer.at(scheme).stream(), Stream.of(rest))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    private static void awaitSubscriber(TrackPublisher... tracks) {
        for (TrackPublisher track : tracks) {
            assertThat(Demand.any(List.of(track))).succeedsWithin(SOON);
        }
    }

    @ParameterizedTest
    @CsvSource({"14, https", "14, moqt", "7, https", "7, moqt"})
    void writesPayloadsInOrder(int draft, String scheme) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            TrackPublisher track = peer.serve("n", "t");
            CompletableFuture<Cli.Result> result =
                    new Cli().start(args(peer, scheme, "--namespace", "n", "--track", "t"));
            awaitSubscriber(track);

            for (int group = 0; group < 20; group++) {
                try (GroupWriter writer = track.nextGroup()) {
                    writer.write(group + ",");
                    writer.write("x ");
                }
            }
            track.finish();

            assertThat(result).succeedsWithin(SOON);
            assertThat(result.join().exitCode()).isZero();
            assertThat(result.join().text())
                    .isEqualTo("0,x 1,x 2,x 3,x 4,x 5,x 6,x 7,x 8,x 9,x 10,x 11,x 12,x 13,x 14,x 15,x 16,x 17,x 18,x"
                            + " 19,x ");
            assertThat(result.join().err())
                    .hasSize(2)
                    .first()
                    .asString()
                    .matches("moqj: connected to /127\\.0\\.0\\.1:\\d+( MoQJ.*)?: draft-" + (draft == 7 ? "07" : "14")
                            + ", " + (scheme.equals("https") ? "WebTransport" : "QUIC")
                            + ", peer profile strict, \\d+ ms");
        }
    }

    @Test
    void tellsOfEachObjectInJson() throws IOException {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            TrackPublisher track = peer.serve("n", "t");
            CompletableFuture<Cli.Result> result =
                    new Cli().start(args(peer, "moqt", "--namespace", "n", "--track", "t", "--json", "-q"));
            awaitSubscriber(track);
            try (GroupWriter group = track.group(7)) {
                group.write(
                        ByteBuffer.wrap("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        List.of(
                                new ExtensionHeader.Numeric(4, 9),
                                new ExtensionHeader.Binary(5, ByteString.copyOf(new byte[] {1, (byte) 0xff}))));
                group.writeStatus(3, ObjectStatus.END_OF_GROUP, List.of());
            }
            track.finish();

            List<String> lines = result.join().text().lines().toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0))
                    .startsWith(
                            "{\"track\":\"t\",\"group\":7,\"subgroup\":0,\"object\":0,\"priority\":128,\"status\":\"normal\","
                                    + "\"forwarding\":\"subgroup\","
                                    + "\"extension_headers\":[{\"type\":4,\"value\":9},{\"type\":5,\"value_hex\":\"01ff\"}],"
                                    + "\"size\":5,\"sha256\":\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\","
                                    + "\"arrival\":\"");
            JsonNode marker = new ObjectMapper().readTree(lines.get(1));
            assertThat(marker.get("object").asLong()).isEqualTo(3);
            assertThat(marker.get("status").asText()).isEqualTo("end_of_group");
            assertThat(result.join().exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 7})
    void takesTheRangeThatIsAskedFor(int draft) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            TrackPublisher track = peer.serve("n", "t");
            CompletableFuture<Cli.Result> result =
                    new Cli().start(args(peer, "moqt", "--namespace", "n", "--track", "t", "--filter", "1:1-2"));
            awaitSubscriber(track);

            for (int group = 0; group < 4; group++) {
                try (GroupWriter writer = track.nextGroup()) {
                    writer.write(group + "a ");
                    writer.write(group + "b ");
                }
            }

            assertThat(result).succeedsWithin(SOON);
            assertThat(result.join().text()).isEqualTo("1b 2a 2b ");
            assertThat(result.join().exitCode()).isZero();
        }
    }

    @Test
    void saysWhatTheDraftLacks() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_07)) {
            Cli.Result result =
                    Cli.run(args(peer, "moqt", "--namespace", "n", "--track", "t", "--filter", "next-group", "-q"));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).hasSize(3);
            assertThat(result.err().get(0)).startsWith("error: ").contains("FILTER_NEXT_GROUP", "draft-07");
        }
    }

    /** Serves the clip in the layout of either draft, and returns the bytes that a player should get. */
    private static byte[] play(Peer peer, boolean withCatalog, boolean twoObjects, Runnable beforeMedia)
            throws IOException {
        byte[] clip = MediaFiles.clip();
        FragmentReader reader = new FragmentReader(new ByteArrayInputStream(clip), 1 << 20);
        if (withCatalog) {
            writeOnly(peer.serve("n", "x", ".catalog"), ByteBuffer.wrap(Catalog.write("n/x", reader.init())));
        }
        writeOnly(peer.serve("n", "x", "0.mp4"), reader.init().bytes());
        TrackPublisher video = peer.serve("n", "x", "1.m4s");
        TrackPublisher audio = peer.serve("n", "x", "2.m4s");
        beforeMedia.run();
        awaitSubscriber(video, audio);
        GroupWriter videoGroup = video.nextGroup();
        GroupWriter audioGroup = audio.nextGroup();
        for (Fragment next = reader.next(); next != null; next = reader.next()) {
            if (next.trackId() == 1 && next.startsWithKeyframe() && next.decodeTime() > 0) {
                videoGroup.close();
                videoGroup = video.nextGroup();
            }
            GroupWriter group = next.trackId() == 1 ? videoGroup : audioGroup;
            if (twoObjects) {
                group.write(next.moof());
                group.write(next.mdat());
            } else {
                group.write(next.bytes());
            }
        }
        video.finish();
        audio.finish();
        return clip;
    }

    private static void writeOnly(TrackPublisher track, ByteBuffer object) {
        try (GroupWriter group = track.nextGroup()) {
            group.write(object);
        }
    }

    /** Fragments of one track in their order: tracks overtake each other, which changes nothing for a player. */
    private static List<Fragment> fragments(byte[] media, long track) throws IOException {
        FragmentReader reader = new FragmentReader(new ByteArrayInputStream(media), 1 << 20);
        List<Fragment> fragments = new ArrayList<>();
        for (Fragment next = reader.next(); next != null; next = reader.next()) {
            if (next.trackId() == track) {
                fragments.add(next);
            }
        }
        assertThat(reader.isTruncated()).isFalse();
        return fragments;
    }

    @ParameterizedTest
    @CsvSource({"14, true, false", "14, false, false", "7, true, true", "7, false, true", "7, true, false"})
    void writesAPlayableFile(int draft, boolean withCatalog, boolean twoObjects, @TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("out.mp4");
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            List<CompletableFuture<Cli.Result>> result = new ArrayList<>();
            byte[] clip = play(
                    peer,
                    withCatalog,
                    twoObjects,
                    () -> result.add(new Cli()
                            .start(args(peer, "https", "--namespace", "n/x", "--fmp4", "--out", file.toString()))));

            assertThat(result.get(0)).succeedsWithin(SOON);
            assertThat(result.get(0).join().exitCode()).isZero();
            assertThat(result.get(0).join().text()).isEmpty();
            byte[] written = Files.readAllBytes(file);
            assertThat(written).hasSameSizeAs(clip);
            assertThat(fragments(written, 1)).isEqualTo(fragments(clip, 1));
            assertThat(fragments(written, 2)).isEqualTo(fragments(clip, 2));
        }
    }

    @Test
    void writesWholeFragmentsOnlyWhenInterrupted() throws IOException, InterruptedException {
        byte[] clip = MediaFiles.file("gops.mp4");
        FragmentReader reader = new FragmentReader(new ByteArrayInputStream(clip), 1 << 20);
        try (Peer peer = Peer.start(MoqDraft.DRAFT_07)) {
            writeOnly(peer.serve("n", "0.mp4"), reader.init().bytes());
            TrackPublisher video = peer.serve("n", "1.m4s");
            Cli cli = new Cli();
            CompletableFuture<Cli.Result> result = cli.start(args(peer, "moqt", "--namespace", "n", "--fmp4", "-q"));
            awaitSubscriber(video);
            Fragment first = reader.next();
            Fragment second = reader.next();
            GroupWriter group = video.nextGroup();
            group.write(first.moof());
            group.write(first.mdat());
            group.write(second.moof());
            int whole = reader.init().bytes().remaining() + first.bytes().remaining();
            assertThat(cli.out().awaitSize(whole, 10)).isTrue();

            cli.interrupt();

            assertThat(result).succeedsWithin(SOON);
            assertThat(result.join().exitCode()).isEqualTo(130);
            byte[] written = new byte[result.join().out().remaining()];
            result.join().out().get(written);
            assertThat(fragments(written, 1)).containsExactly(first);
        }
    }

    @Test
    void endsWithCodeOneWhenTheTrackIsUnknown() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            Cli.Result result = Cli.run(args(peer, "https", "--namespace", "no", "--track", "such", "-q"));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .containsExactly(
                            "error: SUBSCRIBE no/such was refused with TRACK_DOES_NOT_EXIST: \"no such track\"",
                            "where: request, code 0x4 TRACK_DOES_NOT_EXIST",
                            "try:   check namespace and track name, and whether its publisher is there");
        }
    }

    @Test
    void endsWithCodeOneWhenThePublisherGivesUp() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            TrackPublisher track = peer.serve("n", "t");
            CompletableFuture<Cli.Result> result =
                    new Cli().start(args(peer, "https", "--namespace", "n", "--track", "t", "-q"));
            awaitSubscriber(track);

            track.abort(DoneStatus.INTERNAL_ERROR, "camera broke");

            assertThat(result).succeedsWithin(SOON);
            assertThat(result.join().exitCode()).isEqualTo(1);
            assertThat(result.join().err())
                    .containsExactly(
                            "error: the publisher ended n/t with INTERNAL_ERROR: \"camera broke\"",
                            "where: data, code 0x0",
                            "try:   check that the track is there, and see the publisher's log");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 7})
    void refusesAnObjectOverTheLimit(int draft) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            TrackPublisher track = peer.serve("n", "t");
            CompletableFuture<Cli.Result> result = new Cli()
                    .start(args(peer, "https", "--namespace", "n", "--track", "t", "--max-object-size", "1000", "-q"));
            awaitSubscriber(track);
            try (GroupWriter group = track.nextGroup()) {
                group.write(new byte[1000]);
                group.write(new byte[1001]);
            }
            track.finish();

            assertThat(result).succeedsWithin(SOON);
            assertThat(result.join().exitCode()).isEqualTo(1);
            assertThat(result.join().out().remaining()).isEqualTo(1000);
            assertThat(result.join().err())
                    .containsExactly(
                            "error: 1 streams of n/t were stopped at an object of more than 1000 bytes",
                            "where: data",
                            "try:   raise --max-object-size, or have the publisher make smaller objects");
        }
    }

    /** An output that takes nothing. */
    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    private static Cli.Result writeTo(OutputStream output, String... more) {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            TrackPublisher track = peer.serve("n", "t");
            String[] args = Stream.of(
                            Stream.of(args(peer, "https", "--namespace", "n", "--track", "t", "-q")), Stream.of(more))
                    .flatMap(part -> part)
                    .toArray(String[]::new);
            CompletableFuture<Cli.Result> result = new Cli().withOutput(output).start(args);
            awaitSubscriber(track);
            GroupWriter group = track.nextGroup();
            group.write("anything");

            assertThat(result).succeedsWithin(SOON);
            return result.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--patience=1", "--json"})
    void endsQuietlyWhenItsReaderHasHadEnough(String option) {
        Cli.Result result = writeTo(failing("Broken pipe"), option);

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void endsWithCodeOneWhenTheDiskIsFull() {
        Cli.Result result = writeTo(failing("No space left on device"));

        assertThat(result.err())
                .containsExactly(
                        "error: No space left on device",
                        "where: files",
                        "try:   check the input's and the output's file, and the disk");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void needsATrackOrTheMedia() {
        assertThat(Cli.run("sub", "https://localhost", "--namespace", "n").err())
                .containsExactly(
                        "error: which track is meant?",
                        "where: command line",
                        "try:   give either --track TRACK or --fmp4");
    }
}
