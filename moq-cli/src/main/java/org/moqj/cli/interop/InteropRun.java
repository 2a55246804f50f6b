package org.moqj.cli.interop;

import java.time.Duration;
import java.util.List;
import org.moqj.cli.terminal.ErrorReport;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.UnsupportedFeatureException;

/** Plays cases, one after the other, each on sessions of its own and in bounded time. */
public final class InteropRun {

    /** How long a case may take before it fails, besides the graceful end of its sessions. */
    private static final Duration CASE_LIMIT = Duration.ofSeconds(30);

    private final RelayUnderTest relay;
    private final Stop stop;

    /**
     * Prepares to play against {@code relay}.
     *
     * @param stop ends a case early, with an {@link org.moqj.cli.terminal.InterruptedBySignal}
     */
    public InteropRun(RelayUnderTest relay, Stop stop) {
        this.relay = relay;
        this.stop = stop;
    }

    /** Plays {@code test}, and returns when it and its sessions are over. */
    public Outcome play(InteropCase test) throws InterruptedException {
        long begin = System.nanoTime();
        Stage stage = new Stage(relay, test.name(), CASE_LIMIT, stop);
        Verdict verdict;
        try (stage) {
            verdict = verdict(test, stage);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Outcome(test, verdict, section(test, stage), took, stage.connectionIds());
    }

    private static Verdict verdict(InteropCase test, Stage stage) throws InterruptedException {
        try {
            test.script().play(stage);
            return new Verdict.Passed();
        } catch (CaseFailure e) {
            return new Verdict.Failed(String.valueOf(e.getMessage()), e.expected(), e.received());
        } catch (UnsupportedFeatureException e) {
            return new Verdict.Skipped(String.valueOf(e.getMessage()));
        } catch (MoqException e) {
            return isBeyondLimits(e)
                    ? new Verdict.Skipped(String.valueOf(e.getMessage()))
                    : new Verdict.Failed(
                            "what was asked for failed",
                            "success",
                            ErrorReport.of(e).what());
        }
    }

    /** What was not even sent, because the relay has said or is known not to take it. */
    private static boolean isBeyondLimits(MoqException error) {
        return error instanceof MoqRequestException refused && Stage.wasNotSent(refused);
    }

    private String section(InteropCase test, Stage stage) {
        List<org.moqj.core.MoqDraft> drafts = relay.sessions().get().build().drafts();
        return stage.draft()
                .or(() -> drafts.size() == 1 ? java.util.Optional.of(drafts.get(0)) : java.util.Optional.empty())
                .map(test::section)
                .orElseGet(test::everySection);
    }
}
