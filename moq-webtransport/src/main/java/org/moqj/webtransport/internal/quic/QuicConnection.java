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
import java.time.Duration;
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
 * <p>The last handler of a QUIC channel's pipeline. What the peer sends is held back until someone receives it. Confined
 * to the connection's event loop.
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

    /** MoQ's internal error, the same in every draft: our own code failed. */
    private static final int INTERNAL_ERROR = 0x1;

    private final QuicChannel channel;
    private final ErrorCodes codes;
    private final boolean http3;
    private final StreamCredit credit;
    private final StreamEnds ends;
    private final Inbox inbox;
    private final Outbox outbox;
    private final ConnectionClose close;
    private final CompletableFuture<TransportClosed> ended = new CompletableFuture<>();
    private String name;
    private Framing framing = Framing.NONE;
    private @Nullable QuicConnectionCloseEvent closeEvent;
    private @Nullable Throwable lastError;
    private boolean open = true;
    private boolean endTold;

    /**
     * Takes the connection of {@code channel} over.
     *
     * @param codes how error codes travel on it
     * @param http3 whether HTTP/3 sorts the streams, and passes ours to {@link #accept}
     * @param maxHeldDatagrams how many datagrams are kept while nobody receives them
     */
    public QuicConnection(QuicChannel channel, ErrorCodes codes, boolean http3, int maxHeldDatagrams) {
        NettyInternals internals = NettyInternals.get();
        this.channel = channel;
        this.name = channel.id().asShortText();
        this.codes = codes;
        this.http3 = http3;
        this.credit = new StreamCredit(channel);
        this.ends = new StreamEnds(codes, internals);
        this.inbox = new Inbox(this, maxHeldDatagrams);
        this.outbox = new Outbox(channel, internals);
        this.close = new ConnectionClose(channel, internals);
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

    /** Runs {@code task} on the event loop after the current one. */
    public void later(Runnable task) {
        channel.eventLoop().execute(task);
    }

    ByteBufAllocator allocator() {
        return channel.alloc();
    }

    ErrorCodes codes() {
        return codes;
    }

    StreamEnds ends() {
        return ends;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Returns whether the connection has not been ended by either side. */
    public boolean isOpen() {
        return open;
    }

    /** Completes on the event loop when the connection ends, and says why. */
    public CompletableFuture<TransportClosed> ended() {
        return ended;
    }

    /** Returns when something was last sent on this connection's streams or as a datagram. */
    public long lastWrite() {
        return outbox.lastWrite();
    }

    /** Returns the smoothed round-trip time, or 0 while it is not known. */
    public long rttNanos() {
        Future<QuicConnectionPathStats> stats = channel.collectPathStats(0);
        return stats.isSuccess() ? stats.getNow().rtt() : 0;
    }

    /** Returns how long it takes until what was sent is surely acknowledged, if nothing is lost. */
    long settleNanos() {
        return Math.max(MIN_SETTLE_NANOS, 4 * rttNanos());
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

    /** Lets through to {@code to} what was held back, and what comes from now on. Happens after this call. */
    public void receive(Receiver to) {
        inbox.receiver(to);
        later(() -> {
            if (open) {
                inbox.deliver();
            } else {
                ended.thenAccept(this::tellEnd);
            }
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        close.active();
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof QuicStreamChannel stream && http3) {
            if (stream.type() == QuicStreamType.UNIDIRECTIONAL) {
                stream.pipeline().addLast(UntypedStream.INSTANCE);
            }
            ctx.fireChannelRead(stream);
        } else if (message instanceof QuicStreamChannel stream) {
            QuicStream accepted = QuicStream.incoming(this, stream.type());
            stream.pipeline().addLast(accepted);
            ctx.fireChannelRead(stream);
            accept(accepted);
        } else if (message instanceof ByteBuf datagram) {
            inbox.add(datagram);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    /** A stream of the peer belongs to this connection's session. */
    public void accept(QuicStream stream) {
        inbox.add(stream);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof QuicStreamLimitChangedEvent) {
            credit.drain();
        } else if (event instanceof QuicDatagramExtensionEvent extension) {
            outbox.maxDatagramSize(extension.maxLength());
        } else if (event instanceof QuicConnectionCloseEvent closed) {
            closeEvent = closed;
            end(ConnectionEnd.byPeer(closed, codes));
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
        return outbox.send(datagram);
    }

    /** Returns the largest datagram in bytes, or 0 where the peer takes none. */
    public int maxDatagramSize() {
        return open ? outbox.maxDatagramSize() : 0;
    }

    void streamError(String event, QuicStream stream, Throwable cause) {
        QuicStreamChannel of = stream.channel();
        long id = of == null ? -1 : of.streamId();
        LOG.debug("event={} connection={} stream={} cause=\"{}\"", event, name, id, cause.toString());
    }

    /** Runs a callback; one that throws is an error of ours, and ends the session. */
    public void guard(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            LOG.error("event=handler-failed connection={}", name, e);
            end(new TransportClosed(Cause.TRANSPORT_ERROR, INTERNAL_ERROR, "internal error", e));
            close(codes.toWire(INTERNAL_ERROR), codes.substitute(INTERNAL_ERROR), "internal error");
        }
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
        outbox.clear();
        inbox.clear();
        ended.complete(closed);
        later(() -> tellEnd(closed));
    }

    private void tellEnd(TransportClosed closed) {
        Receiver to = inbox.receiver();
        if (to != null && !endTold) {
            endTold = true;
            guard(() -> to.onEnded(closed));
        }
    }

    /** Ends the session from this side, and the connection with it. */
    public void closeSession(long code, String reason) {
        ErrorCodes.check(code);
        if (open) {
            outbox.flush();
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
        boolean full = outbox.abandonBlocked();
        close.close(wireCode, substitute, reason, rttNanos(), full);
    }
}
