package org.moqj.core.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Feature;
import org.moqj.core.FetchWriter;
import org.moqj.core.MoqStreamException;
import org.moqj.core.Side;
import org.moqj.core.StreamError;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.SessionExecutor;

/** The stream of a fetch that this end answers. Confined to the session's executor, but for {@link FetchWriter}. */
final class ServedFetch implements FetchWriter, SendStreamHandler {

    private final SessionExecutor executor;
    private final Callbacks callbacks;
    private final SupportedFeatures features;
    private final Runnable onOver;
    private final Deque<MoqObject> queue = new ArrayDeque<>();
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private @Nullable SubgroupSender sender;
    private @Nullable FetchSequence sequence;
    private boolean endQueued;
    private boolean over;

    ServedFetch(SessionExecutor executor, Callbacks callbacks, SupportedFeatures features, Runnable onOver) {
        this.features = features;
        this.onOver = onOver;
        this.executor = executor;
        this.callbacks = callbacks;
    }

    @Override
    public CompletableFuture<Void> write(MoqObject object) {
        CompletableFuture<Void> room = new CompletableFuture<>();
        boolean taken = Hops.offer(executor, () -> {
            try {
                add(object);
            } catch (IllegalArgumentException | UnsupportedFeatureException e) {
                callbacks.fail(room, e);
                return;
            }
            if (over) {
                callbacks.fail(room, given());
            } else if (queue.size() <= 1) {
                callbacks.complete(room);
            } else {
                waiting.add(room);
            }
        });
        if (!taken) {
            callbacks.fail(room, given());
        }
        return room;
    }

    @Override
    public void reset() {
        Hops.offer(executor, this::giveUp);
    }

    @Override
    public void close() {
        Hops.offer(executor, this::end);
    }

    private void giveUp() {
        if (!over && sender != null) {
            sender.reset(StreamError.INTERNAL_ERROR);
        }
        stop();
    }

    void begin(SubgroupSender stream, FetchSequence toKeep) {
        sender = stream;
        sequence = toKeep;
        if (over) {
            stream.reset(StreamError.CANCELLED);
        }
        onWritable();
    }

    /**
     * Adds the next object.
     *
     * @throws IllegalArgumentException where it does not come next
     * @throws UnsupportedFeatureException where the session's draft cannot carry it
     */
    void add(MoqObject object) {
        if (!object.extensionHeaders().isEmpty()) {
            features.require(Feature.EXTENSION_HEADERS);
        }
        if (!over) {
            if (sequence != null) {
                sequence.take(object);
            }
            queue.add(object);
            onWritable();
        }
    }

    void end() {
        endQueued = true;
        onWritable();
    }

    @Override
    public void onWritable() {
        SubgroupSender stream = sender;
        if (over || stream == null) {
            return;
        }
        // The last object is kept until the end is known, so that the end can travel with it.
        while (queue.size() > (endQueued ? 0 : 1) && stream.isWritable()) {
            stream.write(queue.remove(), endQueued && queue.isEmpty());
        }
        if (endQueued && queue.isEmpty()) {
            stream.finish();
            stop();
        } else if (queue.size() <= 1) {
            release();
        }
    }

    private void release() {
        for (CompletableFuture<Void> room = waiting.poll(); room != null; room = waiting.poll()) {
            callbacks.complete(room);
        }
    }

    @Override
    public void onStopped(long code) {
        stop();
    }

    /** The peer gave the fetch up, or the session is over. */
    void onCancelled() {
        stop();
    }

    private void stop() {
        if (!over) {
            over = true;
            onOver.run();
            queue.clear();
            for (CompletableFuture<Void> room = waiting.poll(); room != null; room = waiting.poll()) {
                if (endQueued) {
                    callbacks.complete(room);
                } else {
                    callbacks.fail(room, given());
                }
            }
        }
    }

    private static MoqStreamException given() {
        return new MoqStreamException(Side.REMOTE, -1, "", "The fetch is over: the peer gave it up, or it was ended");
    }
}
