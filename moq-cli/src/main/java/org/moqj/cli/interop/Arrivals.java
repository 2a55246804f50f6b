package org.moqj.cli.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.ErrorReport;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionEnd;
import org.moqj.core.model.MoqObject;

/** The objects of a subscription in the order of their arrival, for a case to wait for. Thread-safe. */
final class Arrivals {

    /** An object, or nothing where the subscription has ended. */
    private final BlockingQueue<Optional<MoqObject>> arrived = new LinkedBlockingQueue<>();

    private final CompletableFuture<String> end = new CompletableFuture<>();

    private Arrivals() {}

    /** Takes the objects of {@code subscription}. */
    static Arrivals of(Subscription subscription) {
        Arrivals arrivals = new Arrivals();
        subscription
                .forEach(object -> arrivals.arrived.add(Optional.of(object)))
                .whenComplete((nothing, error) -> arrivals.over(subscription, error));
        return arrivals;
    }

    private void over(Subscription subscription, @Nullable Throwable error) {
        CompletableFuture<SubscriptionEnd> known = subscription.ended();
        end.complete(
                error == null && known.isDone() && !known.isCompletedExceptionally()
                        ? "the subscription ended: " + describe(known.join())
                        : "the subscription failed: "
                                + (error == null ? "" : ErrorReport.of(error).what()));
        arrived.add(Optional.empty());
    }

    /** Returns {@code end} in words. */
    static String describe(SubscriptionEnd end) {
        String code = end.codeName().isEmpty() ? "" : ", code " + end.codeName();
        String reason = end.reason().isEmpty() ? "" : ", \"" + end.reason() + "\"";
        return end.status() + " by " + (end.side() == org.moqj.core.Side.REMOTE ? "the relay" : "this end") + code
                + reason;
    }

    /**
     * Waits for the next object.
     *
     * @return the object; empty where none comes in time
     * @throws CaseFailure where the subscription has ended
     */
    Optional<MoqObject> poll(String expected, long nanos) throws InterruptedException {
        Optional<MoqObject> next = arrived.poll(nanos, TimeUnit.NANOSECONDS);
        if (next == null) {
            return Optional.empty();
        }
        if (next.isEmpty()) {
            arrived.add(next); // for whoever asks again
            throw new CaseFailure(expected + " did not arrive", expected, end.join());
        }
        return next;
    }

    /** Returns what has arrived and was not taken. */
    List<MoqObject> rest() {
        List<Optional<MoqObject>> rest = new ArrayList<>();
        arrived.drainTo(rest);
        return rest.stream().flatMap(Optional::stream).toList();
    }
}
