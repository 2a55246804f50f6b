package org.moqj.webtransport.internal;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.moqj.core.FailurePhase;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.transport.Perspective;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.webtransport.internal.quic.ClientTls;
import org.moqj.webtransport.internal.quic.ConnectionInfo;
import org.moqj.webtransport.internal.quic.Framing;
import org.moqj.webtransport.internal.quic.QuicConnection;
import org.moqj.webtransport.internal.quic.QuicSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a URL to a session: the host's addresses, a QUIC connection with one of them, and over WebTransport the
 * session on it, all within one deadline. Confined to one event loop, which becomes the session's.
 */
final class Dial {

    private static final Logger LOG = LoggerFactory.getLogger(Dial.class);

    private final EventLoops loops;
    private final EventLoop loop;
    private final TransportOptions options;
    private final ClientTls tls;
    private final NameResolver resolver;
    private final Executor blocking;
    private final OpenSockets sockets;
    private final OpenConnections connections;
    private final Target target;
    private final Duration timeout;
    private final CompletableFuture<TransportSession> result = new CompletableFuture<>();
    private FailurePhase phase = FailurePhase.DNS;
    private @Nullable AddressRace<DialAttempt> race;
    private @Nullable DialAttempt winner;
    private @Nullable ScheduledFuture<?> deadline;

    Dial(
            EventLoops loops,
            TransportOptions options,
            ClientTls tls,
            NameResolver resolver,
            Executor blocking,
            OpenSockets sockets,
            OpenConnections connections,
            Target target,
            Duration timeout) {
        this.loops = loops;
        this.loop = loops.next();
        this.options = options;
        this.tls = tls;
        this.resolver = resolver;
        this.blocking = blocking;
        this.sockets = sockets;
        this.connections = connections;
        this.target = target;
        this.timeout = timeout;
    }

    /** Begins; runs {@code over} at the end, however it ends. May be called from any thread. */
    CompletableFuture<TransportSession> start(Runnable over) {
        result.whenComplete((session, failure) -> {
            over.run();
            if (result.isCancelled()) {
                loop.execute(this::abort);
            }
        });
        loop.execute(() -> {
            if (result.isDone()) {
                return;
            }
            deadline = loop.schedule(this::timedOut, timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (tls.isInsecure()) {
                LOG.warn("The certificate of {} is not verified: anyone can be that server", target.describe());
            }
            blocking.execute(this::look);
        });
        return result;
    }

    /** Gives up. May be called from any thread. */
    void cancel() {
        result.cancel(false);
    }

    /** Looks the host's addresses up, and reads the roots the first time; both may take long. */
    private void look() {
        try {
            QuicSslContext sslContext = tls.context(target.applicationProtocols());
            List<InetAddress> addresses = AddressOrder.interleave(resolver.resolve(target.host()));
            loop.execute(() -> race(sslContext, addresses));
        } catch (UnknownHostException e) {
            loop.execute(() -> fail(Failures.unresolved(target, e)));
        } catch (GeneralSecurityException e) {
            loop.execute(() -> fail(Failures.unusableTls(e)));
        } catch (RuntimeException e) {
            loop.execute(() -> fail(e));
        }
    }

    private void race(QuicSslContext sslContext, List<InetAddress> addresses) {
        if (result.isDone()) {
            return;
        }
        if (addresses.isEmpty()) {
            fail(Failures.unresolved(target, null));
            return;
        }
        phase = FailurePhase.UDP;
        List<DialAttempt> attempts = addresses.stream()
                .map(address -> attempt(sslContext, new InetSocketAddress(address, target.port())))
                .toList();
        AddressRace<DialAttempt> started =
                new AddressRace<>(loop, options.happyEyeballsDelay(), attempts, Failures::furthest);
        race = started;
        started.run().whenComplete((won, failure) -> {
            if (won != null) {
                connected(won);
            } else if (!result.isDone()) {
                fail(failure);
            }
        });
    }

    private DialAttempt attempt(QuicSslContext sslContext, InetSocketAddress address) {
        return new DialAttempt(loops, loop, options, tls, sslContext, target, address, sockets, connections);
    }

    private void connected(DialAttempt won) {
        winner = won;
        if (result.isDone()) {
            won.abort();
        } else if (target.kind() == TransportKind.QUIC) {
            established(rawSession(won.connection()));
        } else {
            connectWebTransport(won);
        }
    }

    private QuicSession rawSession(QuicConnection connection) {
        if (!options.keepAlive().isZero()) {
            connection.keepAlive(options.idleTimeout());
        }
        return new QuicSession(
                connection,
                Framing.NONE,
                ConnectionInfo.of(
                        connection.channel(),
                        Perspective.CLIENT,
                        TransportKind.QUIC,
                        target.authority(),
                        target.path()));
    }

    private void connectWebTransport(DialAttempt won) {
        phase = FailurePhase.CONNECT;
        won.connection().ended().thenAccept(closed -> fail(Failures.endedInConnect(target, closed)));
        won.webTransport().connect(target.authority(), target.path()).whenComplete((session, failure) -> {
            if (session != null) {
                established(session);
            } else {
                fail(Failures.connect(target, failure));
            }
        });
    }

    private void established(QuicSession session) {
        cancelDeadline();
        if (!result.complete(session)) {
            session.close(0, "");
        }
    }

    private void timedOut() {
        boolean heard = race != null && race.running().stream().anyMatch(DialAttempt::heard);
        fail(Failures.timeout(phase == FailurePhase.UDP && heard ? FailurePhase.TLS : phase, target, timeout));
    }

    private void fail(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (result.completeExceptionally(cause)) {
            LOG.debug("event=dial-failed target={} phase={} cause=\"{}\"", target.describe(), phase, cause.toString());
            abort();
        }
    }

    private void abort() {
        cancelDeadline();
        if (race != null) {
            race.abort();
        }
        if (winner != null) {
            winner.abort();
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
