package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicConnectionPathStats;
import io.netty.handler.codec.quic.QuicDatagramExtensionEvent;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamLimitChangedEvent;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportClosed.Cause;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One QUIC connection: its streams, its datagrams and its end.
 *
 * <p>The last handler of a QUIC channel's pipeline. What the peer sends is held back until someone receives it: streams
 * unread, within the limits given to the peer; datagrams up to the length of the receiving queue. Confined to the
 * connection's event loop.
 */
public final class QuicConnection extends ChannelInboundHandlerAdapter {

    /** Where streams and datagrams go, and who is told of the end. */
    public interface Receiver {

        /** The peer opened {@code stream}. */
        void onStream(QuicStream stream);

        /** A datagram came; it is lent. */
        void onDatagram(ByteBuf datagram);

        /** The connection is over; the last call. */
        void onEnded(TransportClosed closed);
    }

    private static final Logger LOG = LoggerFactory.getLogger(QuicConnection.class);
    private static final long MIN_SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The least time that the confirmation of a handshake is waited for. */
    private static final long MIN_CONFIRM_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A reason of this many bytes surely fits into the packet that closes the connection. */
    private static final int MAX_REASON = 512;

    /** H3_INTERNAL_ERROR is another; this is MoQ's in every draft, sent when our own code fails. */
    private static final int INTERNAL_ERROR = 0x1;

    private final QuicChannel channel;
    private final ErrorCodes codes;
    private final boolean http3;
    private final int maxHeldDatagrams;
    private final @Nullable NettyInternals internals = NettyInternals.get();
    private final StreamCredit credit;
    private final Datagrams datagrams;
    private final ArrayDeque<SendHalf> dirty = new ArrayDeque<>();
    private final ArrayDeque<QuicStream> heldStreams = new ArrayDeque<>();
    private final ArrayDeque<ByteBuf> heldDatagrams = new ArrayDeque<>();
    private final CompletableFuture<TransportClosed> ended = new CompletableFuture<>();
    private String name;
    private Framing framing = Framing.NONE;
    private @Nullable Receiver receiver;
    private @Nullable QuicConnectionCloseEvent closeEvent;
    private @Nullable Throwable lastError;
    private boolean open = true;
    private boolean closing;
    private boolean endTold;
    private boolean flushScheduled;
    private long activeSince = System.nanoTime();
    private long lastWrite = activeSince;

    /**
     * Takes the connection of {@code channel} over.
     *
     * @param codes how error codes travel on it
     * @param http3 whether HTTP/3 sorts the streams, and passes ours to {@link #accept}
     * @param maxHeldDatagrams how many datagrams are kept while nobody receives them
     */
    public QuicConnection(QuicChannel channel, ErrorCodes codes, boolean http3, int maxHeldDatagrams) {
        this.channel = channel;
        this.name = channel.id().asShortText();
        this.codes = codes;
        this.http3 = http3;
        this.maxHeldDatagrams = maxHeldDatagrams;
        this.credit = new StreamCredit(channel);
        this.datagrams = new Datagrams(channel, internals);
    }

    /** Returns Netty's channel. */
    public QuicChannel channel() {
        return channel;
    }

    /** Returns the thread of this connection. */
    public EventLoop loop() {
        return channel.eventLoop();
    }

    boolean inLoop() {
        return channel.eventLoop().inEventLoop();
    }

    ByteBufAllocator allocator() {
        return channel.alloc();
    }

    /** Returns how error codes travel here. */
    public ErrorCodes codes() {
        return codes;
    }

    /** Returns whether the connection has not been ended by either side. */
    public boolean isOpen() {
        return open;
    }

    /** Completes on the event loop when the connection ends, and says why. */
    public CompletableFuture<TransportClosed> ended() {
        return ended;
    }

    /** Lets through to {@code to} what was held back, and what comes from now on. Happens after this call. */
    public void receive(Receiver to) {
        receiver = to;
        later(this::releaseHeld);
    }

    private void releaseHeld() {
        Receiver to = receiver;
        if (to == null) {
            return;
        }
        if (!open) {
            ended.thenAccept(this::tellEnd);
            return;
        }
        for (QuicStream stream = heldStreams.poll(); stream != null; stream = heldStreams.poll()) {
            QuicStream next = stream;
            guard(() -> to.onStream(next));
        }
        for (ByteBuf datagram = heldDatagrams.poll(); datagram != null; datagram = heldDatagrams.poll()) {
            deliver(to, datagram);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        activeSince = System.nanoTime();
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof QuicStreamChannel stream) {
            if (http3) {
                ctx.fireChannelRead(stream);
            } else {
                QuicStream accepted = QuicStream.incoming(this, stream.type());
                stream.pipeline().addLast(accepted);
                ctx.fireChannelRead(stream);
                accept(accepted);
            }
        } else if (message instanceof ByteBuf datagram) {
            onDatagram(datagram);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    /** A stream of the peer belongs to this connection's session. */
    public void accept(QuicStream stream) {
        Receiver to = receiver;
        if (!open) {
            stream.gone();
        } else if (to == null || !heldStreams.isEmpty()) {
            heldStreams.add(stream);
        } else {
            guard(() -> to.onStream(stream));
        }
    }

    private void onDatagram(ByteBuf datagram) {
        Receiver to = receiver;
        if (open && to != null && heldDatagrams.isEmpty()) {
            deliver(to, datagram);
        } else if (open && heldDatagrams.size() < maxHeldDatagrams) {
            heldDatagrams.add(datagram);
        } else {
            datagram.release();
        }
    }

    private void deliver(Receiver to, ByteBuf datagram) {
        try {
            to.onDatagram(datagram);
        } catch (RuntimeException | Error e) {
            handlerFailed(e);
        } finally {
            datagram.release();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof QuicStreamLimitChangedEvent) {
            credit.drain();
        } else if (event instanceof QuicDatagramExtensionEvent extension) {
            datagrams.maxSize(extension.maxLength());
        } else if (event instanceof QuicConnectionCloseEvent close) {
            closeEvent = close;
            end(ConnectionEnd.byPeer(close, codes));
            // Without this the channel lingers for three round trips.
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        lastError = cause;
        LOG.debug("event=connection-error connection={} cause=\"{}\"", name, cause.toString());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(ConnectionEnd.without(closeEvent, channel.isTimedOut(), lastError, codes));
        ctx.fireChannelInactive();
    }

    /** Opens a stream, now or when the peer allows it; {@code header} precedes all that is written. */
    public QuicStream open(QuicStreamType type, @Nullable ByteBuf header, SendStreamHandler handler) {
        QuicStream stream = QuicStream.outgoing(this, type);
        stream.begin(header, handler);
        if (open) {
            credit.open(stream);
            stream.sendHalf().startsWritable();
        } else {
            stream.gone();
        }
        return stream;
    }

    void withdraw(QuicStream stream) {
        credit.withdraw(stream);
    }

    /** Sends a datagram in a direct buffer and takes it over. */
    public DatagramResult sendDatagram(ByteBuf datagram) {
        wrote(System.nanoTime());
        DatagramResult result = datagrams.send(datagram);
        scheduleFlush();
        return result;
    }

    /** Returns the largest datagram in bytes, or 0 where the peer takes none. */
    public int maxDatagramSize() {
        return open ? datagrams.maxSize() : 0;
    }

    void flushLater(SendHalf half) {
        dirty.add(half);
        scheduleFlush();
    }

    private void scheduleFlush() {
        if (!flushScheduled) {
            flushScheduled = true;
            later(this::flush);
        }
    }

    /** Sends what waits for the end of the turn. */
    public void flush() {
        flushScheduled = false;
        for (SendHalf half = dirty.poll(); half != null; half = dirty.poll()) {
            half.flush();
        }
        datagrams.flush();
    }

    void reset(QuicStreamChannel stream, long code) {
        long wire = codes.toWire(code);
        if (wire <= Integer.MAX_VALUE) {
            stream.shutdownOutput((int) wire);
        } else if (internals != null) {
            internals.resetStream(stream, wire);
            stream.shutdownOutput(0);
        } else {
            stream.shutdownOutput(codes.substitute(code));
        }
    }

    void stop(QuicStreamChannel stream, long code) {
        long wire = codes.toWire(code);
        if (wire <= Integer.MAX_VALUE) {
            stream.shutdownInput((int) wire);
        } else if (internals != null) {
            internals.stopStream(stream, wire);
            stream.shutdownInput(0);
        } else {
            stream.shutdownInput(codes.substitute(code));
        }
    }

    void forget(QuicStreamChannel stream) {
        if (internals != null && open) {
            internals.forget(stream);
        }
    }

    void sendFailed(QuicStream stream, Throwable cause) {
        QuicStreamChannel failed = stream.channel();
        LOG.debug(
                "event=stream-stopped connection={} stream={} cause=\"{}\"",
                name,
                failed == null ? -1 : failed.streamId(),
                cause.toString());
    }

    void streamError(QuicStream stream, Throwable cause) {
        QuicStreamChannel failed = stream.channel();
        LOG.debug(
                "event=stream-error connection={} stream={} cause=\"{}\"",
                name,
                failed == null ? -1 : failed.streamId(),
                cause.toString());
    }

    /** Runs a callback; one that throws is an error of ours, and ends the session. */
    public void guard(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            handlerFailed(e);
        }
    }

    void handlerFailed(Throwable cause) {
        LOG.error("event=handler-failed connection={}", name, cause);
        end(new TransportClosed(Cause.TRANSPORT_ERROR, INTERNAL_ERROR, "internal error", cause));
        close(codes.toWire(INTERNAL_ERROR), codes.substitute(INTERNAL_ERROR), "internal error");
    }

    /** Runs {@code task} on the event loop after the current one. */
    public void later(Runnable task) {
        channel.eventLoop().execute(task);
    }

    void wrote(long nanoTime) {
        lastWrite = nanoTime;
    }

    /** Returns when something was last sent on this connection's streams or as a datagram. */
    public long lastWrite() {
        return lastWrite;
    }

    /** Returns how long it takes until what was sent is surely acknowledged, if nothing is lost. */
    long settleNanos() {
        return Math.max(MIN_SETTLE_NANOS, 4 * rttNanos());
    }

    /** Returns the smoothed round-trip time, or 0 while it is not known. */
    public long rttNanos() {
        Future<QuicConnectionPathStats> stats = channel.collectPathStats(0);
        return stats.isSuccess() ? stats.getNow().rtt() : 0;
    }

    /**
     * Ends the session on this side: releases what it holds and tells the receiver. The first end counts. The
     * connection itself stays until {@link #close} or the peer closes it.
     */
    public void end(TransportClosed closed) {
        if (!open) {
            return;
        }
        open = false;
        credit.abandon();
        dirty.clear();
        for (QuicStream stream = heldStreams.poll(); stream != null; stream = heldStreams.poll()) {
            stream.gone();
        }
        for (ByteBuf datagram = heldDatagrams.poll(); datagram != null; datagram = heldDatagrams.poll()) {
            datagram.release();
        }
        ended.complete(closed);
        later(() -> tellEnd(closed));
    }

    private void tellEnd(TransportClosed closed) {
        Receiver to = receiver;
        if (to != null && !endTold) {
            endTold = true;
            guard(() -> to.onEnded(closed));
        }
    }

    /** A session begins on this connection: says how it ends, and how logs call it. */
    void begin(Framing framing, String name) {
        this.framing = framing;
        this.name = name;
    }

    /** Keeps the connection from dying of silence, as far as raw QUIC can; {@code idleTimeout} is this end's. */
    public void keepAlive(Duration idleTimeout) {
        EmptyDatagrams.start(this, idleTimeout);
    }

    /** Ends the session from this side, and the connection with it. */
    public void closeSession(long code, String reason) {
        ErrorCodes.check(code);
        if (open) {
            flush();
            end(new TransportClosed(Cause.LOCAL, code, reason, null));
            framing.close(this, code, reason);
        }
    }

    /**
     * Closes the connection with an application error code.
     *
     * @param wireCode the code as it travels
     * @param substitute what travels instead where {@code wireCode} is too large for Netty
     */
    public void close(long wireCode, int substitute, String reason) {
        if (!channel.isOpen() || closing) {
            return;
        }
        closing = true;
        flush();
        long early = confirmedAt() - System.nanoTime();
        if (early > 0) {
            loop().schedule(() -> closeNow(wireCode, substitute, reason), early, TimeUnit.NANOSECONDS);
        } else {
            closeNow(wireCode, substitute, reason);
        }
    }

    /**
     * Returns when the peer has surely confirmed the handshake. Until then the native library closes with a packet that
     * a server no longer reads once its own handshake is done: it would wait for its idle timeout.
     */
    private long confirmedAt() {
        return activeSince + Math.max(MIN_CONFIRM_NANOS, 2 * rttNanos());
    }

    private void closeNow(long wireCode, int substitute, String reason) {
        if (!channel.isOpen()) {
            return;
        }
        ByteBuf text = channel.alloc().directBuffer(MAX_REASON);
        text.writeBytes(cut(reason.getBytes(StandardCharsets.UTF_8)));
        if (wireCode <= Integer.MAX_VALUE) {
            channel.close(true, (int) wireCode, text);
        } else if (internals != null) {
            internals.closeConnection(channel, wireCode, text);
            channel.close(true, 0, text);
        } else {
            channel.close(true, substitute, text);
        }
    }

    private static byte[] cut(byte[] reason) {
        return reason.length <= MAX_REASON ? reason : Arrays.copyOf(reason, MAX_REASON);
    }
}
