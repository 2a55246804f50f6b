package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.moqj.core.Limits;
import org.moqj.core.PeerProfile;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;
import org.moqj.core.spi.memory.VirtualTime;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportKind;

/** Two real sessions over a transport pair in memory, with virtual time. */
final class SessionPair {

    static final DraftOptions OPTIONS = new DraftOptions(
            "test",
            Optional.empty(),
            Limits.defaults(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            List.of());

    final VirtualTime time = new VirtualTime();
    final InMemoryTransport.Pair pair;
    final Endpoint client = new Endpoint();
    final Endpoint server = new Endpoint();

    private SessionPair(TransportKind kind, String path, Conditions conditions) {
        pair = InMemoryTransport.pair(time, kind, path, conditions);
    }

    /** Returns an established pair under generous conditions. */
    static SessionPair established() {
        return established(OPTIONS, OPTIONS, Conditions.GENEROUS);
    }

    static SessionPair established(DraftOptions clientOptions, DraftOptions serverOptions, Conditions conditions) {
        SessionPair sessions = started(TransportKind.QUIC, "/", clientOptions, serverOptions, conditions);
        sessions.time.run();
        assertThat(sessions.client.established).hasSize(1);
        assertThat(sessions.server.established).hasSize(1);
        return sessions;
    }

    /** Returns a pair whose SETUP messages have not been exchanged. */
    static SessionPair started(
            TransportKind kind,
            String path,
            DraftOptions clientOptions,
            DraftOptions serverOptions,
            Conditions conditions) {
        SessionPair sessions = new SessionPair(kind, path, conditions);
        sessions.acceptAtServer(serverOptions);
        sessions.client.session(Draft07Session.startClient(sessions.pair.client(), clientOptions, sessions.client));
        return sessions;
    }

    static DraftOptions withProfile(PeerProfile profile) {
        return new DraftOptions(
                OPTIONS.implementation(),
                Optional.of(profile),
                OPTIONS.limits(),
                OPTIONS.setupTimeout(),
                OPTIONS.earlyDataTimeout(),
                OPTIONS.doneTimeout(),
                List.of());
    }

    static DraftOptions withLimits(Limits limits) {
        return new DraftOptions(
                OPTIONS.implementation(),
                Optional.empty(),
                limits,
                OPTIONS.setupTimeout(),
                OPTIONS.earlyDataTimeout(),
                OPTIONS.doneTimeout(),
                List.of());
    }

    private void acceptAtServer(DraftOptions options) {
        pair.server().setHandler(new TransportHandler() {
            @Override
            public void onUniStream(ReceiveStream stream) {
                throw new AssertionError("A data stream before the control stream");
            }

            @Override
            public void onBidiStream(BidiStream stream) {
                server.session(
                        Draft07Session.startServer(pair.server(), stream, Unpooled.EMPTY_BUFFER, options, server));
            }

            @Override
            public void onDatagram(ByteBuf datagram) {
                throw new AssertionError("A datagram before the control stream");
            }

            @Override
            public void onClosed(TransportClosed closed) {
                throw new AssertionError("Closed before the control stream: " + closed);
            }
        });
    }

    void run() {
        time.run();
    }

    /** Closes both ends and checks that nothing is left of them. */
    void closeAndCheck() {
        client.session().close(0, "");
        time.run();
        assertThat(client.ends).hasSize(1);
        assertThat(server.ends).hasSize(1);
        assertThat(pair.leakedBytes()).isZero();
        assertThat(time.scheduledTasks()).isZero();
    }
}
