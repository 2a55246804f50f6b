package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.moqj.core.AuthToken;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.TokenUse;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** Whoever reads the logs of either end, even at the finest level, learns no token. */
class TokenLogTest {

    private static final String SECRET = "s3cr3t-t0k3n";

    /** Uses tokens wherever they go, in a process of its own whose logs are on. */
    static final class Program {

        private Program() {}

        /** Runs each draft once. */
        public static void main(String[] args) {
            use(MoqDraft.DRAFT_14);
            use(MoqDraft.DRAFT_07);
        }

        private static void use(MoqDraft draft) {
            SessionOptions.Builder client = SessionOptions.builder().tokenProvider(use -> tokens(draft, use));
            if (draft.equals(MoqDraft.DRAFT_14)) {
                client.tokens(List.of(AuthToken.of(SECRET)));
            }
            SessionOptions server =
                    SessionOptions.builder().handler(SessionHandler.refuseAll()).build();
            SessionPair pair = SessionPair.connect(draft, client.build(), server, Conditions.GENEROUS);
            MoqSession session = pair.client();
            FullTrackName track = FullTrackName.of("live", "cam");
            List<CompletableFuture<?>> requests = List.of(
                    session.subscribe(track),
                    session.publishNamespace(TrackNamespace.of("live")),
                    session.subscribeNamespace(TrackNamespace.of("other")),
                    session.fetch(track, LocationRange.throughGroup(Location.ZERO, 1)),
                    session.trackStatus(track));
            pair.run();
            for (CompletableFuture<?> request : requests) {
                System.out.println(request.handle((value, error) -> error == null ? value : error)
                        .getNow(null));
            }
            System.out.println(pair.server().info());
        }

        private static CompletableFuture<List<AuthToken>> tokens(MoqDraft draft, TokenUse use) {
            boolean carried = draft.equals(MoqDraft.DRAFT_14)
                    || (use.kind() != TokenUse.Kind.FETCH && use.kind() != TokenUse.Kind.TRACK_STATUS);
            return CompletableFuture.completedFuture(carried ? List.of(AuthToken.of(SECRET)) : List.of());
        }
    }

    @Test
    void valuesOfTokensAreInNoLog() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-Dorg.slf4j.simpleLogger.log.org.moqj=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(log).isZero();
        assertThat(log)
                .as("the logs are on, and the tokens came over")
                .contains(
                        "TRACE",
                        "SUBSCRIBE",
                        "PUBLISH_NAMESPACE",
                        "ANNOUNCE",
                        "peerTokens=[AuthToken[type=0, size=12]]")
                .doesNotContain(SECRET)
                .doesNotContainIgnoringCase(HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8)));
    }
}
