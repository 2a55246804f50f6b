package org.moqj.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionListener;
import org.moqj.core.SessionOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TlsOptions;
import org.moqj.core.TrackOffer;
import org.moqj.core.model.MoqObject;

/** A relay on loopback, and those who meet there. */
final class RelayStage implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final SelfSignedCertificate identity;
    private final MoqRelay relay;
    private final List<MoqClient> clients = new ArrayList<>();

    private RelayStage(SelfSignedCertificate identity, MoqRelay relay) {
        this.identity = identity;
        this.relay = relay;
    }

    static RelayStage open(UnaryOperator<MoqRelay.Builder> settings) throws Exception {
        SelfSignedCertificate identity = SelfSignedCertificate.forLoopback();
        MoqRelay.Builder builder = MoqRelay.builder(identity.identity()).linger(Duration.ofMillis(100));
        return new RelayStage(identity, await(settings.apply(builder).start()));
    }

    static RelayStage open() throws Exception {
        return open(builder -> builder);
    }

    MoqRelay relay() {
        return relay;
    }

    /** Connects a client: draft-14 over WebTransport, draft-07 over raw QUIC. */
    MoqSession connect(MoqDraft draft) throws Exception {
        return connect(draft, new SessionListener() {});
    }

    /** Connects a client that takes note of the tracks it is offered. */
    MoqSession connect(MoqDraft draft, Consumer<TrackOffer> offers) throws Exception {
        return connect(draft, new SessionListener() {}, new SessionHandler() {
            @Override
            public void onPublish(TrackOffer offer) {
                offers.accept(offer);
            }
        });
    }

    MoqSession connect(MoqDraft draft, SessionListener listener) throws Exception {
        return connect(draft, listener, SessionHandler.refuseAll());
    }

    private MoqSession connect(MoqDraft draft, SessionListener listener, SessionHandler handler) throws Exception {
        MoqClient client = MoqClient.builder()
                .tls(TlsOptions.builder().pinSha256(identity.sha256()).build())
                .session(SessionOptions.builder()
                        .drafts(draft)
                        .listener(listener)
                        .handler(handler)
                        .build())
                .build();
        clients.add(client);
        return await(client.connect(relay.url(draft.equals(MoqDraft.DRAFT_14) ? "https" : "moqt")));
    }

    static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns what {@code future} fails with. */
    static Throwable awaitFailure(CompletableFuture<?> future) throws Exception {
        return future.handle((value, failure) -> {
                    if (failure == null) {
                        throw new AssertionError("Succeeded with " + value);
                    }
                    return failure;
                })
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until the relay's counts are as {@code wanted}. */
    void awaitStats(Predicate<RelayStats> wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        RelayStats now = await(relay.stats());
        while (!wanted.test(now)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It stays at " + now);
            }
            now = await(relay.stats());
        }
    }

    /** Has the objects of {@code subscription} put into a queue. */
    static BlockingQueue<MoqObject> read(Subscription subscription) {
        BlockingQueue<MoqObject> objects = new LinkedBlockingQueue<>();
        subscription.forEach(objects::add);
        return objects;
    }

    static <T> T next(BlockingQueue<T> items) throws Exception {
        T next = items.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing more came");
        }
        return next;
    }

    @Override
    public void close() {
        clients.forEach(MoqClient::close);
        relay.close();
    }
}
