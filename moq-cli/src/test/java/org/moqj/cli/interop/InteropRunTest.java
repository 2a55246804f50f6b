package org.moqj.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moqj.cli.terminal.InterruptedBySignal;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.Feature;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.RequestError;
import org.moqj.core.SessionOptions;
import org.moqj.core.UnsupportedFeatureException;

/** What becomes of a case that ends in this way or that. */
class InteropRunTest {

    private final MoqClient client = MoqClient.create();
    private final Stop stop = new Stop();

    @AfterEach
    void close() {
        client.close();
    }

    private Outcome play(InteropCase.Script script, MoqDraft... drafts) throws InterruptedException {
        RelayUnderTest relay = new RelayUnderTest(
                client,
                URI.create("https://localhost"),
                () -> SessionOptions.builder().drafts(drafts),
                Duration.ofMillis(50));
        return new InteropRun(relay, stop).play(InteropCase.of("some-case", "9.7", "6.4", script));
    }

    private Verdict verdict(InteropCase.Script script) throws InterruptedException {
        return play(script, MoqDraft.DRAFT_14).verdict();
    }

    @Test
    void aCaseThatReturnsHasPassed() throws InterruptedException {
        assertThat(verdict(stage -> {})).isEqualTo(new Verdict.Passed());
    }

    @Test
    void aDifferenceIsAFailure() throws InterruptedException {
        assertThat(verdict(stage -> Broadcast.check("it differs", "this", "that")))
                .isEqualTo(new Verdict.Failed("it differs", "this", "that"));
    }

    @Test
    void whatDoesNotComeInTimeIsAFailure() throws InterruptedException {
        assertThat(verdict(stage -> stage.get("an answer", new CompletableFuture<String>())))
                .isEqualTo(new Verdict.Failed("an answer did not come", "an answer", "nothing within 50 ms"));
    }

    @Test
    void aRefusalIsAFailureWithTheReason() throws InterruptedException {
        MoqRequestException refusal = MoqRequestException.refused(
                "SUBSCRIBE a/b", 4, "TRACK_DOES_NOT_EXIST", RequestError.TRACK_DOES_NOT_EXIST, "gone");
        assertThat(verdict(stage -> stage.get("SUBSCRIBE_OK", CompletableFuture.failedFuture(refusal))))
                .isEqualTo(new Verdict.Failed(
                        "SUBSCRIBE_OK did not come",
                        "SUBSCRIBE_OK",
                        "SUBSCRIBE a/b was refused with TRACK_DOES_NOT_EXIST: \"gone\""));
    }

    @Test
    void whatDraftOrRelayLackIsSkipped() throws InterruptedException {
        UnsupportedFeatureException lack = new UnsupportedFeatureException(Feature.FETCH, "draft-99", "");
        assertThat(verdict(stage -> stage.get("FETCH_OK", CompletableFuture.failedFuture(lack))))
                .isEqualTo(new Verdict.Skipped("FETCH is not supported by draft-99"));
    }

    @Test
    void whatIsBeyondTheRelaysLimitsIsSkipped() throws InterruptedException {
        MoqRequestException limit = MoqRequestException.notPossible(null, "no more than 50 requests", "");
        assertThat(verdict(stage -> stage.get("SUBSCRIBE_OK", CompletableFuture.failedFuture(limit))))
                .isEqualTo(new Verdict.Skipped("no more than 50 requests"));
    }

    @Test
    void whatTheRelayNeverLetsThroughIsSkipped() throws InterruptedException {
        MoqRequestException waited = MoqRequestException.notSent("SUBSCRIBE a/b", Duration.ofMillis(50));
        assertThat(verdict(stage -> stage.get("SUBSCRIBE_OK", CompletableFuture.failedFuture(waited))))
                .isEqualTo(new Verdict.Skipped(
                        "SUBSCRIBE a/b was not sent: the peer has not raised its limit on requests" + " within 50 ms"));
    }

    @Test
    void anAnswerThatDoesNotComeIsAFailure() throws InterruptedException {
        MoqRequestException waited = MoqRequestException.timeout("SUBSCRIBE a/b", Duration.ofMillis(50));
        assertThat(verdict(stage -> stage.get("SUBSCRIBE_OK", CompletableFuture.failedFuture(waited))))
                .isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void theSectionIsThatOfTheDraftOrOfAllWhereNoneWasSpoken() throws InterruptedException {
        assertThat(play(stage -> {}, MoqDraft.DRAFT_07).section()).isEqualTo("draft-07, section 6.4");
        assertThat(play(stage -> {}, MoqDraft.DRAFT_14, MoqDraft.DRAFT_07).section())
                .isEqualTo("draft-07, section 6.4; draft-14, section 9.7");
    }

    @Test
    void theUsersWishToEndEndsTheCase() {
        stop.request();
        assertThatThrownBy(() -> verdict(stage -> stage.get("an answer", new CompletableFuture<String>())))
                .isInstanceOf(InterruptedBySignal.class);
        assertThatThrownBy(() -> verdict(Stage::pause)).isInstanceOf(InterruptedBySignal.class);
    }

    @Test
    void eachCaseHasANamespaceOfItsOwn() throws InterruptedException {
        play(
                stage -> {
                    assertThat(stage.namespace().toString()).startsWith("moq-test/interop/some-case/");
                    assertThat(stage.sharedNamespace().toString()).isEqualTo("moq-test/interop");
                },
                MoqDraft.DRAFT_14);
        assertThat(new java.util.HashSet<>(java.util.List.of(namespace(), namespace())))
                .hasSize(2);
    }

    private String namespace() throws InterruptedException {
        StringBuilder namespace = new StringBuilder();
        play(stage -> namespace.append(stage.namespace()), MoqDraft.DRAFT_14);
        return namespace.toString();
    }
}
