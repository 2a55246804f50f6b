package org.moqj.core.spi.memory;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.Perspective;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportInfo;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession;

/**
 * One end of a transport session in memory. What one end does happens at the other in a later task of the executor,
 * never within the call. Flow control, stream limits, loss and splitting of data are {@link Conditions}.
 */
public final class InMemoryTransport implements TransportSession {

    /** The application protocol of raw QUIC that both ends report. */
    public static final String ALPN = "moq-00";

    private final SessionExecutor executor;
    private final UnpooledByteBufAllocator allocator;
    private final TransportInfo info;
    private final Conditions conditions;
    private final List<InMemoryStream> incoming = new ArrayList<>();
    private final Queue<Runnable> heldBack = new ArrayDeque<>();
    private final InMemoryPath path;
    private @Nullable InMemoryTransport peer;
    private @Nullable TransportHandler handler;
    private @Nullable TransportClosed closed;
    private long nextStream;
    private boolean congested;

    /** Both ends of a session. */
    public record Pair(InMemoryTransport client, InMemoryTransport server) {

        /** Returns the bytes of buffers that were allocated and not released, at both ends. */
        public long leakedBytes() {
            return client.usedMemory() + server.usedMemory();
        }
    }

    private InMemoryTransport(
            Perspective perspective, SessionExecutor executor, TransportKind kind, String path, Conditions conditions) {
        this.executor = executor;
        this.conditions = conditions;
        this.allocator = new UnpooledByteBufAllocator(false);
        this.path = new InMemoryPath(executor);
        boolean told = kind == TransportKind.WEBTRANSPORT || perspective == Perspective.CLIENT;
        this.info = new TransportInfo(
                perspective,
                kind,
                "feed",
                kind == TransportKind.QUIC ? ALPN : "h3",
                told ? "relay.test" : "",
                told ? path : "",
                InetSocketAddress.createUnresolved("local.test", 1),
                InetSocketAddress.createUnresolved("remote.test", 2),
                "",
                Optional.empty());
    }

    /** Returns both ends of a raw QUIC session with path {@code /} and generous conditions. */
    public static Pair pair(SessionExecutor executor) {
        return pair(executor, TransportKind.QUIC, "/", Conditions.GENEROUS);
    }

    /** Returns both ends of a session. */
    public static Pair pair(SessionExecutor executor, TransportKind kind, String path, Conditions conditions) {
        InMemoryTransport client = new InMemoryTransport(Perspective.CLIENT, executor, kind, path, conditions);
        InMemoryTransport server = new InMemoryTransport(Perspective.SERVER, executor, kind, path, conditions);
        client.peer = server;
        server.peer = client;
        return new Pair(client, server);
    }

    /**
     * How the path between both ends behaves.
     *
     * @param streamWindow bytes that a stream carries before its reader takes them
     * @param maxUniStreams unidirectional streams that each end may have open at a time
     * @param maxDatagramSize the largest datagram
     * @param chunk the most bytes that a reader gets at once
     */
    public record Conditions(int streamWindow, int maxUniStreams, int maxDatagramSize, int chunk) {

        /** Nothing is ever short. */
        public static final Conditions GENEROUS = new Conditions(1 << 20, 1 << 20, 1200, Integer.MAX_VALUE);

        /** Returns these conditions, with readers that get at most {@code bytes} at once. */
        public Conditions withChunk(int bytes) {
            return new Conditions(streamWindow, maxUniStreams, maxDatagramSize, bytes);
        }

        /** Returns these conditions with another {@link #streamWindow()}. */
        public Conditions withStreamWindow(int bytes) {
            return new Conditions(bytes, maxUniStreams, maxDatagramSize, chunk);
        }

        /** Returns these conditions with another {@link #maxUniStreams()}. */
        public Conditions withMaxUniStreams(int streams) {
            return new Conditions(streamWindow, streams, maxDatagramSize, chunk);
        }
    }

    @Override
    public SessionExecutor executor() {
        return executor;
    }

    @Override
    public TransportInfo info() {
        return info;
    }

    @Override
    public ByteBufAllocator allocator() {
        return allocator;
    }

    @Override
    public void setHandler(TransportHandler newHandler) {
        boolean first = handler == null;
        handler = newHandler;
        if (first) {
            for (Runnable event = heldBack.poll(); event != null; event = heldBack.poll()) {
                executor.execute(event);
            }
        }
    }

    @Override
    public SendStream openUni(SendStreamHandler streamHandler) {
        InMemoryStream stream = new InMemoryStream(this, other(), nextStreamId(2), conditions, streamHandler);
        open(stream, () -> requireHandler(other()).onUniStream(stream));
        return stream;
    }

    @Override
    public BidiStream openBidi(SendStreamHandler streamHandler) {
        long id = nextStreamId(0);
        InMemoryStream forth = new InMemoryStream(this, other(), id, conditions, streamHandler);
        InMemoryStream back = new InMemoryStream(other(), this, id, conditions, new SendStreamHandler() {});
        track(back);
        open(forth, () -> requireHandler(other()).onBidiStream(new BidiStream(back, forth)));
        return new BidiStream(forth, back);
    }

    private long nextStreamId(int kind) {
        long initiator = info.perspective() == Perspective.CLIENT ? 0 : 1;
        return (nextStream++ << 2) + kind + initiator;
    }

    private void open(InMemoryStream stream, Runnable announce) {
        if (closed != null) {
            stream.discard();
            return;
        }
        track(stream);
        stream.onOpened(() -> other().deliver(announce));
        openWaiting();
    }

    private void track(InMemoryStream stream) {
        incoming.add(stream);
        other().incoming.add(stream);
    }

    /** Lets streams through that waited for the limit; called when a stream ends. */
    void openWaiting() {
        long open = incoming.stream()
                .filter(stream -> stream.isFrom(this) && stream.isUni() && stream.isOpen())
                .count();
        for (InMemoryStream stream : List.copyOf(incoming)) {
            if (stream.isFrom(this) && stream.isWaiting() && (!stream.isUni() || open < conditions.maxUniStreams())) {
                open += stream.isUni() ? 1 : 0;
                stream.opened();
            }
        }
    }

    /** Forgets a stream that has ended at both ends. */
    void forget(InMemoryStream stream) {
        incoming.remove(stream);
        other().incoming.remove(stream);
        stream.sender().openWaiting();
    }

    /**
     * Has what this end writes to unidirectional streams wait here, as if the path took nothing more. Once it does
     * again, the streams that wait are served in the order of their urgencies, and of their ids where those are equal.
     */
    public void setCongested(boolean nowCongested) {
        if (nowCongested) {
            congested = true;
        } else {
            serveMostUrgent();
        }
    }

    boolean isCongested() {
        return congested;
    }

    private void serveMostUrgent() {
        Optional<InMemoryStream> next = incoming.stream()
                .filter(stream -> stream.isFrom(this) && stream.isUni() && stream.canDeliver())
                .min(Comparator.comparingInt(InMemoryStream::urgency).thenComparingLong(InMemoryStream::id));
        if (next.isPresent()) {
            executor.execute(() -> {
                next.get().deliverNext();
                executor.execute(this::serveMostUrgent); // behind whatever the room on that stream brings
            });
        } else {
            congested = false;
        }
    }

    @Override
    public DatagramResult sendDatagram(ByteBuf datagram) {
        if (closed != null) {
            datagram.release();
            return DatagramResult.UNAVAILABLE;
        }
        if (datagram.readableBytes() > conditions.maxDatagramSize()) {
            datagram.release();
            return DatagramResult.TOO_LARGE;
        }
        byte[] bytes = new byte[datagram.readableBytes()];
        datagram.readBytes(bytes);
        datagram.release();
        if (!other().path.loses()) {
            other().deliver(() -> other().receiveDatagram(bytes));
        }
        return DatagramResult.SENT;
    }

    private void receiveDatagram(byte[] bytes) {
        ByteBuf lent = allocator.heapBuffer(bytes.length).writeBytes(bytes);
        try {
            requireHandler(this).onDatagram(lent);
        } finally {
            lent.release();
        }
    }

    @Override
    public int maxDatagramSize() {
        return conditions.maxDatagramSize();
    }

    @Override
    public void close(long code, String reason) {
        // In tasks of their own, behind the delivery of what was written before.
        executor.execute(() -> end(new TransportClosed(TransportClosed.Cause.LOCAL, code, reason, null)));
        InMemoryPath way = other().path;
        way.carry(
                way.arrival(), () -> other().end(new TransportClosed(TransportClosed.Cause.PEER, code, reason, null)));
    }

    /** Ends the session at this end alone, as if the path had died. */
    public void lose() {
        end(new TransportClosed(TransportClosed.Cause.IDLE_TIMEOUT, 0, "idle timeout", null));
    }

    private void end(TransportClosed end) {
        if (closed != null) {
            return;
        }
        closed = end;
        for (InMemoryStream stream : List.copyOf(incoming)) {
            stream.discard();
        }
        incoming.clear();
        TransportHandler told = handler;
        if (told != null) {
            executor.execute(() -> told.onClosed(end));
        } else {
            heldBack.clear();
            heldBack.add(() -> requireHandler(this).onClosed(end));
        }
    }

    /** Returns whether the session is over at this end. */
    public boolean isClosed() {
        return closed != null;
    }

    /** Returns how the session ended at this end. */
    public TransportClosed closed() {
        if (closed == null) {
            throw new IllegalStateException("The session is not over");
        }
        return closed;
    }

    /** Returns the bytes of this end's buffers that were not released. */
    public long usedMemory() {
        return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    }

    /** Returns the way to this end. */
    public InMemoryPath path() {
        return path;
    }

    /** Resets all unidirectional streams that this end has open, as an application of the peer's might. */
    public void resetStreams(long code) {
        for (InMemoryStream stream : List.copyOf(incoming)) {
            if (stream.isFrom(this) && stream.isUni()) {
                stream.reset(code);
            }
        }
    }

    void deliver(Runnable event) {
        deliver(path.arrival(), event);
    }

    void deliver(long arrival, Runnable event) {
        if (handler == null) {
            heldBack.add(event);
        } else {
            path.carry(arrival, () -> {
                if (closed == null) {
                    event.run();
                }
            });
        }
    }

    private InMemoryTransport other() {
        if (peer == null) {
            throw new IllegalStateException("Not connected");
        }
        return peer;
    }

    private static TransportHandler requireHandler(InMemoryTransport transport) {
        if (transport.handler == null) {
            throw new IllegalStateException("No handler");
        }
        return transport.handler;
    }
}
