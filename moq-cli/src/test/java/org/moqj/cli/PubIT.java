package org.moqj.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.cli.media.Catalog;
import org.moqj.cli.media.FragmentJoiner;
import org.moqj.cli.media.FragmentReader;
import org.moqj.cli.media.MediaFiles;
import org.moqj.core.MoqDraft;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.Subscription;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/** {@code moqj pub} against a peer that subscribes to what it announces. */
class PubIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Map<String, List<MoqObject>> received = new ConcurrentHashMap<>();
    private final List<CompletableFuture<Void>> subscriptions = new ArrayList<>();

    private static String[] args(Peer peer, String scheme, String... rest) {
        return Stream.of(Stream.of("pub"), peer.at(scheme).stream(), Stream.of(rest))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    private static MoqDraft draft(int number) {
        return new MoqDraft(number);
    }

    /** Subscribes to the tracks before the publisher hears that its namespace is taken, so that nothing is missed. */
    private void takeFirst(NamespaceOffer offer, String... tracks) {
        List<CompletableFuture<?>> subscribed = new ArrayList<>();
        for (String track : tracks) {
            List<MoqObject> objects = Collections.synchronizedList(new ArrayList<>());
            received.put(track, objects);
            subscribed.add(offer.session()
                    .subscribe(FullTrackName.of(offer.namespace(), track))
                    .thenAccept(subscription -> {
                        synchronized (subscriptions) {
                            subscriptions.add(subscription.forEach(objects::add));
                        }
                    }));
        }
        CompletableFuture.allOf(subscribed.toArray(CompletableFuture<?>[]::new)).whenComplete((nothing, error) -> {
            if (error == null) {
                offer.accept();
            } else {
                offer.refuse(Refusal.of(RequestError.INTERNAL_ERROR, String.valueOf(error)));
            }
        });
    }

    private List<MoqObject> objects(String track) {
        synchronized (subscriptions) {
            subscriptions.forEach(CompletableFuture::join);
        }
        return received.get(track).stream()
                .filter(object -> object.status() == ObjectStatus.NORMAL)
                .sorted((a, b) -> a.location().compareTo(b.location()))
                .toList();
    }

    private static byte[] joined(List<MoqObject> objects) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        objects.forEach(object -> bytes.writeBytes(object.payloadBytes()));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"14, https", "14, moqt", "7, https", "7, moqt"})
    void publishesMediaAsMoqPubOfTheDraftDoes(int number, String scheme, @TempDir Path folder) throws IOException {
        Path clip = Files.write(folder.resolve("clip.mp4"), MediaFiles.clip());
        try (Peer peer = Peer.start(draft(number))) {
            peer.onOffer(offer -> takeFirst(offer, ".catalog", "0.mp4", "1.m4s", "2.m4s"));

            Cli.Result result =
                    Cli.run(args(peer, scheme, "--namespace", "a/b", "--fmp4", clip.toString(), "--no-pace"));

            assertThat(result.err()).last().asString().startsWith("moqj: published ");
            assertThat(result.exitCode()).isZero();
            FragmentReader reader = new FragmentReader(new ByteArrayInputStream(MediaFiles.clip()), 1 << 20);
            assertThat(joined(objects(".catalog"))).isEqualTo(Catalog.write("a/b", reader.init()));
            assertThat(objects("0.mp4")).hasSize(1);
            assertThat(objects("0.mp4").get(0).payload())
                    .isEqualTo(reader.init().bytes());
            int objectsPerFragment = number == 7 ? 2 : 1;
            assertThat(objects("1.m4s"))
                    .hasSize(125 * objectsPerFragment)
                    .allMatch(object -> object.publisherPriority() == 127);
            assertThat(objects("2.m4s")).hasSize(236 * objectsPerFragment);
            for (int i = 0; i < 125; i++) {
                MoqObject object = objects("1.m4s").get(i * objectsPerFragment);
                assertThat(object.groupId()).isEqualTo(i / 25);
                assertThat(object.objectId()).isEqualTo((i % 25) * (long) objectsPerFragment);
            }
            // The sound's groups end where the picture's do.
            assertThat(objects("2.m4s"))
                    .extracting(MoqObject::groupId)
                    .contains(0L, 1L, 2L, 3L, 4L)
                    .doesNotContain(5L);
            assertThat(fragmentsOf("1.m4s") + fragmentsOf("2.m4s")).isEqualTo(125 + 236);
        }
    }

    private long fragmentsOf(String track) {
        FragmentJoiner joiner = new FragmentJoiner();
        return objects(track).stream()
                .flatMap(object -> joiner.accept(object).stream())
                .count();
    }

    @Test
    void tellsOfEachObjectInJson(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "hello");
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            peer.onOffer(offer -> takeFirst(offer, "t"));

            Cli.Result result = Cli.run(
                    args(peer, "moqt", "--namespace", "n", "--track", "t", "--file", file.toString(), "--json", "-q"));

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(result.text())
                    .startsWith(
                            "{\"track\":\"t\",\"group\":0,\"subgroup\":0,\"object\":0,\"priority\":128,\"status\":\"normal\","
                                    + "\"size\":5,\"sha256\":\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\","
                                    + "\"departure\":\"")
                    .endsWith("Z\"}\n");
            assertThat(new String(joined(objects("t")), UTF_8)).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @CsvSource({"14", "7"})
    void publishesEachLineAsAnObject(int number) {
        try (Peer peer = Peer.start(draft(number))) {
            peer.onOffer(offer -> takeFirst(offer, "t"));

            Cli.Result result = new Cli()
                    .withInput("one\ntwo\r\n\nfour")
                    .execute(args(peer, "https", "--namespace", "n", "--track", "t", "--lines", "--group-size", "3"));

            assertThat(result.exitCode()).isZero();
            assertThat(objects("t")).extracting(MoqObject::text).containsExactly("one", "two", "", "four");
            assertThat(objects("t")).extracting(MoqObject::groupId).containsExactly(0L, 0L, 0L, 1L);
        }
    }

    @Test
    void cutsAFileIntoChunks(@TempDir Path folder) throws IOException {
        byte[] content = MediaFiles.clip();
        Path file = Files.write(folder.resolve("file"), content);
        try (Peer peer = Peer.start(MoqDraft.DRAFT_07)) {
            peer.onOffer(offer -> takeFirst(offer, "t"));

            Cli.run(args(
                    peer,
                    "moqt",
                    "--namespace",
                    "n",
                    "--track",
                    "t",
                    "--file",
                    file.toString(),
                    "--chunk-size",
                    "1000"));

            assertThat(objects("t")).hasSize(content.length / 1000 + 1);
            assertThat(joined(objects("t"))).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"datagram", "object-per-stream"})
    void deliversOtherwiseWhenTold(String delivery) {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            peer.onOffer(offer -> takeFirst(offer, "t"));

            new Cli()
                    .withInput("one\ntwo\n")
                    .execute(args(peer, "moqt", "--namespace", "n", "--track", "t", "--lines", "--delivery", delivery));

            List<MoqObject> objects = objects("t");
            assertThat(objects).extracting(MoqObject::text).containsExactly("one", "two");
            assertThat(objects).extracting(MoqObject::subgroupId).containsExactly(0L, 1L);
            assertThat(objects)
                    .extracting(MoqObject::forwardingPreference)
                    .containsOnly(
                            delivery.equals("datagram")
                                    ? ForwardingPreference.DATAGRAM
                                    : ForwardingPreference.SUBGROUP);
        }
    }

    @Test
    void waitsForASubscriberWhenTold() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            CompletableFuture<Cli.Result> result = new Cli()
                    .withInput("late\n")
                    .start(args(peer, "moqt", "--namespace", "n", "--track", "t", "--lines", "--await-subscriber"));
            NamespaceOffer offer = peer.offer().join();
            assertThat(result).isNotDone();

            List<String> lines = Collections.synchronizedList(new ArrayList<>());
            offer.session()
                    .subscribe(FullTrackName.of("n", "t"))
                    .thenCompose(subscription -> subscription.forEach(object -> lines.add(object.text())))
                    .join();

            assertThat(lines).containsExactly("late");
            assertThat(result.join().exitCode()).isZero();
        }
    }

    @Test
    void pacesAFileByItsTimestamps(@TempDir Path folder) throws IOException {
        Path clip = Files.write(folder.resolve("gops.mp4"), MediaFiles.file("gops.mp4"));
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            Cli.Result result = Cli.run(args(peer, "moqt", "--namespace", "n", "--fmp4", clip.toString(), "--json"));

            List<String> video =
                    result.text().lines().filter(line -> line.contains("1.m4s")).toList();
            assertThat(video).hasSize(2);
            // Five pictures of 40 ms are between the two.
            assertThat(departure(video.get(1)) - departure(video.get(0))).isBetween(195L, 5_000L);
        }
    }

    private static long departure(String json) {
        String time = json.substring(json.indexOf("\"departure\":\"") + 13, json.lastIndexOf('"'));
        return java.time.Instant.parse(time).toEpochMilli();
    }

    @Test
    void saysWhenTheInputEndsInsideAFragment() {
        byte[] clip = MediaFiles.file("gops.mp4");
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            Cli.Result result = new Cli()
                    .withInput(new ByteArrayInputStream(clip, 0, clip.length - 100))
                    .execute(args(peer, "moqt", "--namespace", "n", "--fmp4", "-"));

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).contains("moqj: the input ended inside a fragment, which was left out");
        }
    }

    @Test
    void endsWithCodeOneWhenTheNamespaceIsRefused() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            peer.onOffer(offer -> offer.refuse(Refusal.of(RequestError.UNAUTHORIZED, "not you")));

            Cli.Result result = new Cli()
                    .withInput("line\n")
                    .execute(args(peer, "moqt", "--namespace", "n", "--track", "t", "--lines", "-q"));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .containsExactly(
                            "error: PUBLISH_NAMESPACE n was refused with UNAUTHORIZED: \"not you\"",
                            "where: request, code 0x1 UNAUTHORIZED",
                            "try:   check the token, and what it permits");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 7})
    void endsWithCodeOneWhenTheNamespaceIsCancelled(int number) throws IOException {
        try (PipedInputStream in = new PipedInputStream();
                PipedOutputStream open = new PipedOutputStream(in);
                Peer peer = Peer.start(draft(number))) {
            CompletableFuture<Cli.Result> result = new Cli()
                    .withInput(in)
                    .start(args(peer, "moqt", "--namespace", "n", "--track", "t", "--lines", "-q"));
            NamespaceOffer offer = peer.offer().join();
            open.flush();

            offer.cancel(Refusal.of(RequestError.UNAUTHORIZED, "your time is over"));

            assertThat(result).succeedsWithin(SOON);
            assertThat(result.join().exitCode()).isEqualTo(1);
            assertThat(result.join().err())
                    .hasSize(3)
                    .first()
                    .asString()
                    .contains(number == 14 ? "PUBLISH_NAMESPACE" : "ANNOUNCE", "\"your time is over\"");
        }
    }

    /** Lines of a kilobyte. */
    private static byte[] lines(int count) {
        return ("x".repeat(1023) + "\n").repeat(count).getBytes(UTF_8);
    }

    /** Subscribes without reading, which holds the publisher up, before the publisher hears that it may begin. */
    private static CompletableFuture<Subscription> subscribeFirst(Peer peer) {
        CompletableFuture<Subscription> subscribed = new CompletableFuture<>();
        peer.onOffer(
                offer -> offer.session().subscribe(FullTrackName.of("n", "t")).thenAccept(subscription -> {
                    offer.accept();
                    subscribed.complete(subscription);
                }));
        return subscribed;
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 7})
    void endsWithCodeOneWhenTheSubscriberLeavesWhatIsQueued(int number) {
        CompletableFuture<Void> muchIsQueued = new CompletableFuture<>();
        // More than a subscriber holds that does not read, so that the rest is on the publisher's hands.
        InputStream input = new SequenceInputStream(
                new ByteArrayInputStream(lines(10_000)),
                new SequenceInputStream(new Signalling(muchIsQueued), new ByteArrayInputStream(lines(100))));
        try (Peer peer = Peer.start(draft(number))) {
            CompletableFuture<Subscription> subscribed = subscribeFirst(peer);
            CompletableFuture<Cli.Result> result = new Cli()
                    .withInput(input)
                    .start(args(peer, "moqt", "--namespace", "n", "--track", "t", "--lines", "-q"));
            assertThat(muchIsQueued).succeedsWithin(SOON);

            subscribed.join().close();

            assertThat(result).succeedsWithin(SOON);
            assertThat(result.join().exitCode())
                    .as(() -> String.valueOf(result.join()))
                    .isEqualTo(1);
            assertThat(result.join().err()).hasSize(3);
            assertThat(result.join().err().get(0))
                    .matches("error: [1-9]\\d{2,} objects of n/t did not reach who subscribed last");
            assertThat(result.join().err().get(1)).isEqualTo("where: data");
        }
    }

    /** Nothing to read, and somebody who is told that it was reached. */
    private static final class Signalling extends InputStream {

        private final CompletableFuture<Void> reached;

        Signalling(CompletableFuture<Void> reached) {
            this.reached = reached;
        }

        @Override
        public int read() {
            reached.complete(null);
            return -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return read();
        }
    }

    @Test
    void endsWithCodeOneWhenASubscriberIsTooSlowForTheEnd() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            CompletableFuture<Subscription> subscribed = subscribeFirst(peer);

            Cli.Result result = new Cli()
                    .withInput(new ByteArrayInputStream(lines(10_000)))
                    .execute(args(peer, "moqt", "--namespace", "n", "--track", "t", "--lines", "--linger", "0", "-q"));

            assertThat(subscribed).isCompleted();
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .first()
                    .asString()
                    .isEqualTo("error: subscribers of n/t were too slow for the end of it");
        }
    }

    @Test
    void endsWithCodeOneWhenThePeerLeaves() throws IOException {
        try (PipedInputStream in = new PipedInputStream();
                PipedOutputStream open = new PipedOutputStream(in)) {
            CompletableFuture<Cli.Result> result;
            try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
                result = new Cli()
                        .withInput(in)
                        .start(args(peer, "moqt", "--namespace", "n", "--track", "t", "--lines", "-q"));
                peer.offer().join();
                open.flush();
            }
            assertThat(result.join().exitCode()).isEqualTo(1);
            assertThat(result.join().err()).first().asString().containsIgnoringCase("the peer closed the session");
        }
    }

    @Test
    void withdrawsItsNamespaceWhenInterrupted() throws IOException {
        try (PipedInputStream in = new PipedInputStream();
                PipedOutputStream open = new PipedOutputStream(in);
                Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            Cli cli = new Cli().withInput(in);
            CompletableFuture<Cli.Result> result =
                    cli.start(args(peer, "https", "--namespace", "n", "--track", "t", "--lines", "-q"));
            NamespaceOffer offer = peer.offer().join();
            open.flush();

            cli.interrupt();

            assertThat(result.join().exitCode()).isEqualTo(130);
            assertThat(result.join().err()).isEmpty();
            assertThat(offer.withdrawn()).succeedsWithin(java.time.Duration.ofSeconds(5));
        }
    }
}
