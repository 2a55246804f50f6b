package org.moqj.draft07.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.moqj.core.FailurePhase;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.SessionError;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.DraftSessionListener;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchListener;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.NamespaceHandle;
import org.moqj.core.spi.draft.NamespaceListener;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.PublishListener;
import org.moqj.core.spi.draft.PublishRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.RequestListener;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.TrackStatusListener;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.CodeName;
import org.moqj.draft07.internal.message.Goaway;
import org.moqj.draft07.internal.message.SessionCode;

/**
 * A session of draft-07, to core and to the transport: hands everything on to the part that it concerns.
 *
 * <p>Confined to the session's event loop.
 */
public final class Draft07Session implements DraftSession, TransportHandler {

    private final Link link;
    private final SessionParts parts;
    private final Support support;
    private GoawaySent goaway = GoawaySent.NO;

    /** A server sends GOAWAY once. */
    private enum GoawaySent {
        NO,
        YES
    }

    private Draft07Session(TransportSession transport, DraftOptions options, DraftSessionListener listener) {
        Shutdown shutdown = new Shutdown(transport, listener);
        ControlStream control = new ControlStream(
                transport.info().connectionId(),
                transport.allocator(),
                options.limits().maxControlMessage(),
                shutdown);
        Peer peer = new Peer(options.profile().orElse(PeerProfile.STRICT));
        link = new Link(transport, options, listener, peer, shutdown, control, ByteBudget.of(options.limits()));
        parts = SessionParts.of(link);
        support = new Support(link);
        control.setReceiver(new MessageRouter(link, parts));
        shutdown.onEnd(this::release);
    }

    /** Opens the control stream and sends CLIENT_SETUP. */
    public static Draft07Session startClient(
            TransportSession transport, DraftOptions options, DraftSessionListener listener) {
        Draft07Session session = new Draft07Session(transport, options, listener);
        BidiStream control = transport.openBidi(session.link.control());
        session.start(control, Unpooled.EMPTY_BUFFER);
        session.parts.setup().startClient();
        return session;
    }

    /**
     * Takes over a control stream of which {@code received} has been read.
     *
     * @param received lent
     */
    public static Draft07Session startServer(
            TransportSession transport,
            BidiStream control,
            ByteBuf received,
            DraftOptions options,
            DraftSessionListener listener) {
        Draft07Session session = new Draft07Session(transport, options, listener);
        session.start(control, received);
        session.parts.setup().startServer();
        return session;
    }

    /** Listens to the transport; nothing is told before the caller has returned. */
    private void start(BidiStream control, ByteBuf received) {
        link.control().open(control, received);
        link.transport().setHandler(this);
        link.later(link.control()::begin);
    }

    // -- from core

    @Override
    public boolean supports(Feature feature) {
        return support.has(feature);
    }

    @Override
    public String lack(Feature feature) {
        return support.lack(feature);
    }

    @Override
    public PeerProfile profile() {
        return link.peer().profile();
    }

    @Override
    public boolean peerSpeaksAnotherDraft() {
        return link.shutdown().peerSpeaksAnotherDraft();
    }

    @Override
    public SubscribeHandle subscribe(SubscribeRequest request, SubscribeListener listener) {
        requireUsable();
        return parts.subscriptions().subscribe(request, listener);
    }

    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
        requireUsable();
        return parts.fetches().fetch(request, listener);
    }

    @Override
    public RequestHandle trackStatus(TrackStatusRequest request, TrackStatusListener listener) {
        requireUsable();
        return parts.trackStatusQueries().ask(request, listener);
    }

    @Override
    public SubscriptionSender publish(PublishRequest request, PublishListener listener) {
        requireUsable();
        throw new UnsupportedFeatureException(Feature.PUBLISH, "draft-07", support.lack(Feature.PUBLISH));
    }

    @Override
    public NamespaceHandle publishNamespace(NamespaceRequest request, NamespaceListener listener) {
        requireUsable();
        return parts.publishedNamespaces().publish(request, listener);
    }

    @Override
    public RequestHandle subscribeNamespace(NamespaceRequest request, RequestListener listener) {
        requireUsable();
        return parts.namespaceSubscriptions().follow(request, listener);
    }

    @Override
    public void goaway(String newUri) {
        requireUsable();
        support.require(Feature.SEND_GOAWAY);
        if (goaway == GoawaySent.YES) {
            throw MoqRequestException.notPossible(
                    null, "GOAWAY was sent already", "close the session when the peer does not leave");
        }
        ByteString uri = ByteString.of(newUri);
        if (uri.size() > Goaway.MAX_URI) {
            throw new IllegalArgumentException("A new URI has at most " + Goaway.MAX_URI + " bytes");
        }
        goaway = GoawaySent.YES;
        link.control().send(new Goaway(uri));
    }

    @Override
    public void close(SessionError error, String reason) {
        close(SessionCode.of(error).code(), reason);
    }

    @Override
    public void close(long code, String reason) {
        assertConfined();
        link.shutdown().close(code, reason);
    }

    /** The draft defines no codes for streams. */
    @Override
    public String streamCodeName(long code) {
        return CodeName.hex(code);
    }

    // -- from the transport

    @Override
    public void onUniStream(ReceiveStream stream) {
        link.shutdown().guard(FailurePhase.DATA, () -> parts.dataStreams().onUniStream(stream));
    }

    /** The draft uses one bidirectional stream, and lets a second one end the session (section 3.3). */
    @Override
    public void onBidiStream(BidiStream stream) {
        link.shutdown().guard(() -> {
            throw ProtocolViolation.invalid("control stream", "the peer opened a second bidirectional stream");
        });
    }

    @Override
    public void onDatagram(ByteBuf datagram) {
        parts.dataStreams().onDatagram(datagram);
    }

    @Override
    public void onClosed(TransportClosed closed) {
        Shutdown shutdown = link.shutdown();
        if (shutdown.state() == SessionState.CONNECTING) {
            // The call that starts the session may not have returned yet.
            link.transport().executor().execute(() -> shutdown.onTransportClosed(closed));
        } else {
            shutdown.onTransportClosed(closed);
        }
    }

    private void release() {
        link.control().release();
        parts.release();
    }

    private void requireUsable() {
        assertConfined();
        link.shutdown().checkNotOver();
        if (!link.shutdown().state().isUsable()) {
            throw new IllegalStateException("The session is " + link.shutdown().state());
        }
    }

    private void assertConfined() {
        assert link.transport().executor().inExecutor() : "not on the session's event loop";
    }
}
