package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls into the inside of Netty's QUIC codec, for what its public methods cannot do: error codes above 31 bits (netty
 * issue 17499), datagrams with news of a full queue or without content, whether there is room to send, and forgetting a
 * stream that was reset.
 *
 * <p>Probed once. Works on the class path; on the module path it needs
 * {@code --add-opens io.netty.codec.classes.quic/io.netty.handler.codec.quic=org.moqj.webtransport}. Without it, codes
 * over WebTransport are replaced by {@link ErrorCodes#substitute}, a datagram lost to a full queue is not noticed,
 * {@link EmptyDatagrams} do not leave, and each stream that the peer resets costs about 1 KB until its connection ends.
 */
final class NettyInternals {

    private static final Logger LOG = LoggerFactory.getLogger(NettyInternals.class);
    private static final String CODEC = "io.netty.handler.codec.quic.";
    private static final int READ = 0;
    private static final int WRITE = 1;

    /** quiche's "nothing to do", which a datagram meets at a full queue. */
    private static final int QUICHE_DONE = -1;

    private static final @Nullable NettyInternals INSTANCE = probe();

    private final MethodHandle connection;
    private final MethodHandle address;
    private final MethodHandle isFreed;
    private final MethodHandle memoryAddress;
    private final MethodHandle streamShutdown;
    private final MethodHandle connectionClose;
    private final MethodHandle datagramSend;
    private final MethodHandle sendAndFlush;
    private final MethodHandle streamClosed;
    private final MethodHandle sendQuantum;

    private NettyInternals() throws ReflectiveOperationException {
        Class<?> channel = Class.forName(CODEC + "QuicheQuicChannel");
        Class<?> quicheConnection = Class.forName(CODEC + "QuicheQuicConnection");
        Class<?> quiche = Class.forName(CODEC + "Quiche");
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Field field = channel.getDeclaredField("connection");
        field.setAccessible(true);
        connection = lookup.unreflectGetter(field);
        address = method(lookup, quicheConnection, "address");
        isFreed = method(lookup, quicheConnection, "isFreed");
        memoryAddress = method(lookup, quiche, "readerMemoryAddress", ByteBuf.class);
        streamShutdown =
                method(lookup, quiche, "quiche_conn_stream_shutdown", long.class, long.class, int.class, long.class);
        connectionClose = method(
                lookup, quiche, "quiche_conn_close", long.class, boolean.class, long.class, long.class, int.class);
        datagramSend = method(lookup, quiche, "quiche_conn_dgram_send", long.class, long.class, int.class);
        sendAndFlush = method(lookup, channel, "connectionSendAndFlush");
        streamClosed = method(lookup, channel, "streamClosed", long.class);
        sendQuantum = method(lookup, quiche, "quiche_conn_send_quantum", long.class);
    }

    private static MethodHandle method(MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        Method method = owner.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return lookup.unreflect(method);
    }

    private static @Nullable NettyInternals probe() {
        try {
            return new NettyInternals();
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("event=netty-internals-closed effect=error-codes-replaced cause=\"{}\"", e.toString());
            return null;
        }
    }

    /** Returns the calls, or null where Netty does not let them through. */
    static @Nullable NettyInternals get() {
        return INSTANCE;
    }

    /** Resets the sending half of {@code stream}; Netty's own state must be brought along by the caller. */
    void resetStream(QuicStreamChannel stream, long code) {
        shutdown(stream, WRITE, code);
    }

    /** Sends STOP_SENDING; Netty's own state must be brought along by the caller. */
    void stopStream(QuicStreamChannel stream, long code) {
        shutdown(stream, READ, code);
    }

    private void shutdown(QuicStreamChannel stream, int direction, long code) {
        try {
            long connectionAddress = addressOf(stream.parent());
            if (connectionAddress != -1) {
                int ignored = (int) streamShutdown.invoke(connectionAddress, stream.streamId(), direction, code);
            }
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Closes the connection with an application error code; {@code reason} must be direct and stays the caller's. */
    void closeConnection(QuicChannel channel, long code, ByteBuf reason) {
        try {
            long connectionAddress = addressOf(channel);
            if (connectionAddress != -1) {
                int ignored = (int) connectionClose.invoke(
                        connectionAddress, true, code, (long) memoryAddress.invoke(reason), reason.readableBytes());
            }
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Queues a direct {@code datagram}, which stays the caller's; returns false where the queue is full. */
    boolean queueDatagram(QuicChannel channel, ByteBuf datagram) {
        try {
            long connectionAddress = addressOf(channel);
            if (connectionAddress == -1) {
                return true;
            }
            int result = (int) datagramSend.invoke(
                    connectionAddress, (long) memoryAddress.invoke(datagram), datagram.readableBytes());
            return result != QUICHE_DONE;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Sends what {@link #queueDatagram} queued, as far as congestion control allows. */
    void send(QuicChannel channel) {
        try {
            if (addressOf(channel) != -1) {
                sendAndFlush.invoke(channel);
            }
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Returns the bytes that congestion control lets go at once now. */
    int sendQuantum(QuicChannel channel) {
        try {
            long connectionAddress = addressOf(channel);
            return connectionAddress == -1 ? 0 : (int) sendQuantum.invoke(connectionAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Lets the connection forget a closed {@code stream} of which nothing more can come. */
    void forget(QuicStreamChannel stream) {
        try {
            streamClosed.invoke(stream.parent(), stream.streamId());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Returns the address of quiche's connection, or -1 where it is gone. */
    private long addressOf(QuicChannel channel) throws Throwable {
        Object quicheConnection = connection.invoke(channel);
        if (quicheConnection == null || (boolean) isFreed.invoke(quicheConnection)) {
            return -1;
        }
        return (long) address.invoke(quicheConnection);
    }

    private static IllegalStateException unexpected(Throwable cause) {
        return new IllegalStateException("Netty's QUIC codec failed", cause);
    }
}
