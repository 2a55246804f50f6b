package org.moqj.core.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.core.spi.wire.Varint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which draft a client speaks, from the first bytes of its control stream, and which tokens to answer it with;
 * holds everything else back until then. Confined to the transport's executor.
 */
final class ServerHandshake implements TransportHandler, ReceiveStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ServerHandshake.class);
    private static final long INTERNAL_ERROR = 0x1;
    private static final long PROTOCOL_VIOLATION = 0x3;
    private static final int MAX_HELD = 1024;
    private static final int LONGEST_VARINT = 8;

    private final TransportSession transport;
    private final List<DraftProtocol> protocols;
    private final Duration timeout;
    private final TokenSource tokens;
    private final Recognised recognised;
    private final Queue<ReceiveStream> held = new ArrayDeque<>();
    private final ByteBuf received = Unpooled.buffer(LONGEST_VARINT);
    private @Nullable BidiStream control;
    private SessionExecutor.@Nullable Timer timer;
    private boolean asking;
    private boolean over;

    /** Gives the tokens for the setup of a session. */
    interface TokenSource {

        CompletableFuture<List<AuthToken>> of(DraftProtocol protocol);
    }

    /** Told once, with the draft that the client speaks. */
    interface Recognised {

        /**
         * Begins the session.
         *
         * @param tokens for the setup
         * @param transport hands over what was held back, to the first handler that is set
         * @param received the control stream from its first byte; lent
         */
        void begin(
                DraftProtocol protocol,
                List<AuthToken> tokens,
                TransportSession transport,
                BidiStream control,
                ByteBuf received);
    }

    ServerHandshake(
            TransportSession transport,
            List<DraftProtocol> protocols,
            Duration timeout,
            TokenSource tokens,
            Recognised recognised) {
        this.transport = transport;
        this.protocols = protocols;
        this.timeout = timeout;
        this.tokens = tokens;
        this.recognised = recognised;
    }

    void begin() {
        timer = transport.executor().schedule(timeout, this::onTimeout);
        transport.setHandler(this);
    }

    @Override
    public void onUniStream(ReceiveStream stream) {
        if (held.size() >= MAX_HELD) {
            stream.stop(0);
        } else {
            held.add(stream);
        }
    }

    @Override
    public void onBidiStream(BidiStream stream) {
        if (control == null) {
            control = stream;
            stream.receive().start(this);
        } else {
            refuse("a second bidirectional stream before CLIENT_SETUP");
        }
    }

    @Override
    public void onDatagram(ByteBuf datagram) {
        // Before the setup a datagram belongs to nothing; it is as good as lost.
        LOG.debug("datagram before the setup dropped size={}", datagram.readableBytes());
    }

    @Override
    public void onClosed(TransportClosed closed) {
        end();
    }

    @Override
    public void onData(ByteBuf data) {
        if (over) {
            return;
        }
        received.writeBytes(data);
        BidiStream stream = control;
        if (stream == null || asking || !Varint.isReadable(received)) {
            return;
        }
        long type = Varint.read(received.duplicate());
        String applicationProtocol = transport.info().applicationProtocol();
        Optional<DraftProtocol> spoken = protocols.stream()
                .filter(protocol -> protocol.recognises(applicationProtocol, type))
                .findFirst();
        if (spoken.isEmpty()) {
            refuse("no draft spoken here begins with 0x" + Long.toHexString(type));
            return;
        }
        CompletableFuture<List<AuthToken>> asked = tokens.of(spoken.get());
        if (asked.isDone() && !asked.isCompletedExceptionally()) {
            begin(spoken.get(), asked.join(), stream);
            return;
        }
        asking = true;
        stream.receive().setReading(false); // what follows is not to pile up here
        asked.whenComplete((given, error) -> Hops.offer(
                transport.executor(), () -> goOn(spoken.get(), stream, error == null ? given : null, error)));
    }

    private void goOn(
            DraftProtocol spoken, BidiStream stream, @Nullable List<AuthToken> given, @Nullable Throwable error) {
        asking = false;
        if (over) {
            return;
        }
        if (given == null) {
            LOG.warn("the token provider failed, a client is sent away", error);
            sendAway();
            return;
        }
        stream.receive().setReading(true);
        begin(spoken, given, stream);
    }

    private void begin(DraftProtocol spoken, List<AuthToken> given, BidiStream stream) {
        over = true;
        cancelTimer();
        try {
            recognised.begin(spoken, given, new HeldTransport(transport, held), stream, received);
        } catch (RuntimeException e) {
            LOG.error(
                    "a session could not be begun connection={}",
                    transport.info().connectionId(),
                    e);
            transport.close(INTERNAL_ERROR, "");
        } finally {
            received.release();
        }
    }

    @Override
    public void onFin() {
        refuse("the control stream ended before CLIENT_SETUP");
    }

    @Override
    public void onReset(long code) {
        refuse("the control stream was reset before CLIENT_SETUP");
    }

    private void onTimeout() {
        if (!asking) {
            refuse("no CLIENT_SETUP in time");
        } else if (!over) {
            LOG.warn("the token provider is too slow, a client is sent away");
            sendAway();
        }
    }

    /** The failure is ours; the client is not told what it was. */
    private void sendAway() {
        end();
        transport.close(INTERNAL_ERROR, "");
    }

    private void refuse(String why) {
        if (!over) {
            LOG.debug("refusing connection={}: {}", transport.info().connectionId(), why);
            end();
            transport.close(PROTOCOL_VIOLATION, why);
        }
    }

    private void end() {
        if (!over) {
            over = true;
            cancelTimer();
            received.release();
            held.clear();
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
