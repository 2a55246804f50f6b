package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.VirtualTime;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportKind;

/** Two sessions of draft-14 over a transport in memory, in virtual time. */
final class SessionPair {

    final VirtualTime time = new VirtualTime();
    final InMemoryTransport.Pair transports;
    final Recorder client = new Recorder();
    final Recorder server = new Recorder();
    final Draft14Session clientSession;
    private @Nullable Draft14Session serverSession;

    private SessionPair(
            TransportKind kind,
            InMemoryTransport.Conditions conditions,
            DraftOptions clientOptions,
            DraftOptions serverOptions) {
        transports = InMemoryTransport.pair(time, kind, "/live?x=1", conditions);
        transports.server().setHandler(new ServerStart(serverOptions));
        clientSession = Draft14Session.startClient(transports.client(), clientOptions, client);
    }

    static SessionPair open() {
        return open(InMemoryTransport.Conditions.GENEROUS, Fixtures.options(), Fixtures.options());
    }

    static SessionPair open(InMemoryTransport.Conditions conditions) {
        return open(conditions, Fixtures.options(), Fixtures.options());
    }

    static SessionPair open(
            InMemoryTransport.Conditions conditions, DraftOptions clientOptions, DraftOptions serverOptions) {
        SessionPair pair = connect(TransportKind.QUIC, conditions, clientOptions, serverOptions);
        pair.run();
        return pair;
    }

    static SessionPair connect(
            TransportKind kind,
            InMemoryTransport.Conditions conditions,
            DraftOptions clientOptions,
            DraftOptions serverOptions) {
        return new SessionPair(kind, conditions, clientOptions, serverOptions);
    }

    Draft14Session serverSession() {
        assertThat(serverSession).isNotNull();
        return serverSession;
    }

    void run() {
        time.run();
    }

    /** Closes both ends and checks that nothing is left of them. */
    void closeAndCheck() {
        clientSession.close(0, "");
        run();
        assertThat(client.closed).hasSize(1);
        assertThat(server.closed).hasSize(1);
        assertThat(time.scheduledTasks()).as("timers left").isZero();
        assertThat(transports.leakedBytes()).as("bytes left").isZero();
    }

    /** A server before its control stream. */
    private final class ServerStart implements TransportHandler {

        private final DraftOptions options;

        private ServerStart(DraftOptions options) {
            this.options = options;
        }

        @Override
        public void onUniStream(ReceiveStream stream) {
            throw new AssertionError("a stream before the control stream");
        }

        @Override
        public void onBidiStream(BidiStream stream) {
            serverSession =
                    Draft14Session.startServer(transports.server(), stream, Unpooled.EMPTY_BUFFER, options, server);
        }

        @Override
        public void onDatagram(ByteBuf datagram) {
            throw new AssertionError("a datagram before the control stream");
        }

        @Override
        public void onClosed(TransportClosed closed) {
            // the session was never made
        }
    }
}
