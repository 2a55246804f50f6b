package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.SessionError;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;

/** {@code moqj announced} against a peer that publishes namespaces. */
class AnnouncedIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static String[] args(Peer peer, String scheme, String... rest) {
        return Stream.of(Stream.of("announced"), peer.at(scheme).stream(), Stream.of(rest))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    /** Waits for the command's wish; where it ends without one, what it said is the failure. */
    private static NamespaceInterest interest(Peer peer, CompletableFuture<Cli.Result> result) {
        CompletableFuture.anyOf(peer.interest(), result).join();
        assertThat(peer.interest())
                .as(() -> String.valueOf(result.getNow(null)))
                .isCompleted();
        return peer.interest().join();
    }

    @ParameterizedTest
    @CsvSource({"14, https", "14, moqt", "7, https", "7, moqt"})
    void showsWhatComesAndGoes(int draft, String scheme) throws InterruptedException {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            Cli cli = new Cli();
            CompletableFuture<Cli.Result> result = cli.start(args(peer, scheme, "--prefix", "live", "-q"));
            NamespaceInterest interest = interest(peer, result);
            MoqSession session = interest.session();
            assertThat(interest.prefix()).isEqualTo(TrackNamespace.of("live"));

            PublishedNamespace cam =
                    session.publishNamespace(TrackNamespace.of("live", "cam")).join();
            cli.out().await("+ live/cam\n");
            session.publishNamespace(TrackNamespace.of("live", "mic")).join();
            cli.out().await("+ live/cam\n+ live/mic\n");
            cam.close();
            cli.out().await("+ live/cam\n+ live/mic\n- live/cam\n");

            cli.interrupt();

            assertThat(result).succeedsWithin(SOON);
            assertThat(result.join().exitCode()).isEqualTo(130);
            assertThat(result.join().err()).isEmpty();
            assertThat(session.closed()).succeedsWithin(SOON);
        }
    }

    @Test
    void tellsInJson() throws InterruptedException {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            Cli cli = new Cli();
            CompletableFuture<Cli.Result> result = cli.start(args(peer, "moqt", "--prefix", "a", "--json", "-q"));
            MoqSession session = interest(peer, result).session();
            TrackNamespace odd = new TrackNamespace(
                    List.of(ByteString.of("a"), ByteString.of("b/c"), ByteString.copyOf(new byte[] {(byte) 0xff})));

            PublishedNamespace published = session.publishNamespace(odd).join();
            cli.out().await("\"appeared\"");
            published.close();
            cli.out().await("\"gone\"");
            cli.interrupt();

            assertThat(result.join().text().lines())
                    .satisfiesExactly(
                            appeared -> assertThat(appeared)
                                    .startsWith(
                                            "{\"event\":\"appeared\",\"namespace\":[\"a\",\"b/c\",{\"hex\":\"ff\"}],"
                                                    + "\"time\":\""),
                            gone -> assertThat(gone)
                                    .startsWith("{\"event\":\"gone\",\"namespace\":[\"a\",\"b/c\",{\"hex\":\"ff\"}],"
                                            + "\"time\":\""));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 7})
    void saysThatNeitherDraftHasAnEmptyPrefix(int draft) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            Cli.Result result = Cli.run(args(peer, "https", "-q"));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).hasSize(3);
            assertThat(result.err().get(0)).contains(draft == 14 ? "draft-14" : "draft-07");
            assertThat(result.err().get(2)).contains("at least one field");
            assertThat(peer.interest()).isNotDone();
        }
    }

    @Test
    void endsWhenThePeerDoes() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            CompletableFuture<Cli.Result> result = new Cli().start(args(peer, "moqt", "--prefix", "a", "-q"));

            interest(peer, result).session().shutdown();

            assertThat(result).succeedsWithin(SOON);
            assertThat(result.join().err()).isEmpty();
            assertThat(result.join().exitCode()).isZero();
        }
    }

    @Test
    void endsWithCodeOneWhenTheSessionFails() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            CompletableFuture<Cli.Result> result = new Cli().start(args(peer, "moqt", "--prefix", "a", "-q"));

            interest(peer, result).session().abort(SessionError.INTERNAL_ERROR, "out of order");

            assertThat(result).succeedsWithin(SOON);
            assertThat(result.join().exitCode()).isEqualTo(1);
            assertThat(result.join().err()).hasSize(3).first().asString().contains("out of order");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 7})
    void endsWithCodeOneWhenRefused(int draft) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            Cli.Result result = Cli.run(args(peer, "https", "--prefix", "secret", "-q"));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).hasSize(3).first().asString().contains("was refused with", "\"not for you\"");
        }
    }

    @Test
    void saysWhatThePeerLacks() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_07)) {
            Cli.Result result = Cli.run(args(peer, "moqt", "--prefix", "a", "--peer", "moq-rs-07", "-q"));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .hasSize(3)
                    .first()
                    .asString()
                    .startsWith(
                            "error: NAMESPACE_DISCOVERY is not supported by draft-07 with the peer profile moq-rs-07");
        }
    }
}
