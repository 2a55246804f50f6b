package org.moqj.cli.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.ErrorReport;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.Feature;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionHandler;
import org.moqj.core.Side;
import org.moqj.core.Subscription;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;

/**
 * Where a case is played: makes its sessions and its names, and waits for what it expects, never longer than the case may
 * take. Closing it ends its sessions gracefully. For one thread.
 */
public final class Stage implements AutoCloseable {

    private static final TrackNamespace ROOT = TrackNamespace.of("moq-test", "interop");

    /** How long it takes until somebody who waits for an object sees that the user wants to end. */
    private static final long SLICE_NANOS = 100_000_000;

    /** How much longer a request may take than its own deadline, which says better why it failed. */
    private static final Duration SLACK = Duration.ofMillis(500);

    private final RelayUnderTest relay;
    private final Stop stop;
    private final long deadline;
    private final TrackNamespace namespace;
    private final List<MoqSession> sessions = new ArrayList<>();
    private final Map<String, String> connectionIds = new LinkedHashMap<>();

    Stage(RelayUnderTest relay, String name, Duration limit, Stop stop) {
        this.relay = relay;
        this.stop = stop;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.namespace = ROOT.append(name).append(UUID.randomUUID().toString());
    }

    /** Returns the namespace that all test clients share. */
    TrackNamespace sharedNamespace() {
        return ROOT;
    }

    /** Returns a namespace that nobody else has. */
    TrackNamespace namespace() {
        return namespace;
    }

    /** Returns a track in {@link #namespace()}. */
    FullTrackName track(String name) {
        return FullTrackName.of(namespace, name);
    }

    /** Connects; {@code role} names the session in the report. */
    MoqSession connect(String role) throws InterruptedException {
        return connect(role, SessionHandler.refuseAll());
    }

    /** Connects; what the relay asks goes to {@code handler}. */
    MoqSession connect(String role, SessionHandler handler) throws InterruptedException {
        CompletableFuture<MoqSession> dialled = relay.client()
                .connect(relay.url(), relay.sessions().get().handler(handler).build());
        MoqSession session = get("a session", dialled);
        sessions.add(session);
        connectionIds.put(role, session.info().connectionId());
        return session;
    }

    /** Returns the draft of the first session; empty where there is none. */
    Optional<MoqDraft> draft() {
        return sessions.stream().findFirst().map(MoqSession::draft);
    }

    /** Returns the connections' names by what they were for, in the order in which they were made. */
    Map<String, String> connectionIds() {
        return connectionIds;
    }

    /**
     * Checks that the draft and the relay have {@code feature}.
     *
     * @throws UnsupportedFeatureException where one of them lacks it
     */
    static void require(MoqSession session, Feature feature) {
        if (!session.supports(feature)) {
            String profile = session.info().peerProfile().quirks().isEmpty()
                    ? ""
                    : " with the peer profile " + session.info().peerProfile();
            throw new UnsupportedFeatureException(feature, session.draft() + profile, "");
        }
    }

    /**
     * Waits for {@code future}.
     *
     * @param expected what should come, for people
     * @return its value
     * @throws CaseFailure where it fails, or does not come in time
     * @throws MoqRequestException where the request was not even sent
     */
    <T> T get(String expected, CompletableFuture<T> future) throws InterruptedException {
        Duration time = patience();
        try {
            return stop.await(future.copy().orTimeout(time.plus(SLACK).toNanos(), TimeUnit.NANOSECONDS));
        } catch (MoqException e) {
            throw failure(expected, e);
        } catch (CompletionException e) {
            future.cancel(true);
            if (ErrorReport.unwrap(e) instanceof TimeoutException) {
                throw new CaseFailure(
                        expected + " did not come", expected, "nothing within " + time.toMillis() + " ms");
            }
            throw e;
        }
    }

    private static RuntimeException failure(String expected, MoqException error) {
        return error instanceof MoqRequestException refused && wasNotSent(refused)
                ? error
                : new CaseFailure(
                        expected + " did not come",
                        expected,
                        ErrorReport.of(error).what());
    }

    /** Returns whether a request was not even sent, because the relay has said or is known not to take it. */
    static boolean wasNotSent(MoqRequestException error) {
        return error.isBeyondLimit() || (error.side() == Side.LOCAL && !error.isTimeout());
    }

    /** Waits for the next object of {@code arrivals}. */
    MoqObject next(String expected, Arrivals arrivals) throws InterruptedException {
        Duration time = patience();
        return next(expected, arrivals, time)
                .orElseThrow(() -> new CaseFailure(
                        expected + " did not arrive", expected, "nothing within " + time.toMillis() + " ms"));
    }

    /** Waits {@code time} for the next object of {@code arrivals}; empty where none comes. */
    Optional<MoqObject> next(String expected, Arrivals arrivals, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        Optional<MoqObject> object = Optional.empty();
        while (object.isEmpty() && System.nanoTime() < end) {
            stop.pause(Duration.ofNanos(1));
            object = arrivals.poll(expected, Math.min(SLICE_NANOS, end - System.nanoTime()));
        }
        return object;
    }

    /** Lets a moment pass, before something is tried again. */
    void pause() throws InterruptedException {
        stop.pause(Duration.ofMillis(20));
    }

    /** Returns how long the next thing may take. */
    Duration patience() {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            throw new CaseFailure("the case takes too long", "an end in time", "none");
        }
        return left.compareTo(relay.patience()) < 0 ? left : relay.patience();
    }

    /** Waits until the relay has dealt with all requests of {@code session}: it answers them in their order. */
    void awaitRequestsTaken(MoqSession session) throws InterruptedException {
        FullTrackName unknown = FullTrackName.of(namespace.append("unknown"), "unknown");
        get(
                "an answer to a SUBSCRIBE of an unknown track",
                session.subscribe(unknown).handle(Stage::refusalIsAnAnswer));
    }

    private static Optional<Subscription> refusalIsAnAnswer(@Nullable Subscription granted, @Nullable Throwable error) {
        if (error == null || isRefusal(error)) {
            return Optional.ofNullable(granted);
        }
        throw new CompletionException(ErrorReport.unwrap(error));
    }

    /** Returns whether the relay has said no. */
    static boolean isRefusal(Throwable error) {
        return ErrorReport.unwrap(error) instanceof MoqRequestException refused && refused.side() == Side.REMOTE;
    }

    @Override
    public void close() {
        List<CompletableFuture<Void>> ends =
                sessions.stream().map(MoqSession::shutdown).toList();
        // No session takes longer than its own close timeout.
        ends.forEach(CompletableFuture::join);
    }
}
