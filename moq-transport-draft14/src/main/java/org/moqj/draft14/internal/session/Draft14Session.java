package org.moqj.draft14.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.SessionError;
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
import org.moqj.core.spi.draft.TrackNames;
import org.moqj.core.spi.draft.TrackStatusListener;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.core.spi.wire.ProtocolViolation;

/** A session in draft-14: what core asks for, and what the transport brings. Confined to the session's event loop. */
public final class Draft14Session implements DraftSession, TransportHandler {

    private final Link link;
    private final SessionParts parts;
    private final ControlStream controlStream;

    private Draft14Session(TransportSession transport, DraftOptions options, DraftSessionListener listener) {
        link = new Link(transport, options, listener);
        parts = new SessionParts(link);
        controlStream = new ControlStream(link, new MessageRouter(link, parts));
        link.atEnd(controlStream::close);
    }

    /** Begins a session as the client. */
    public static Draft14Session startClient(
            TransportSession transport, DraftOptions options, DraftSessionListener listener) {
        Draft14Session session = new Draft14Session(transport, options, listener);
        transport.setHandler(session);
        Link link = session.link;
        BidiStream control = transport.openBidi(new SendStreamHandler() {
            @Override
            public void onStopped(long code) {
                link.guard(() -> link.controlStreamEnded("stopped"));
            }
        });
        session.start(control, Unpooled.EMPTY_BUFFER);
        return session;
    }

    /** Begins a session as the server, on a control stream of which {@code received} was read already. */
    public static Draft14Session startServer(
            TransportSession transport,
            BidiStream control,
            ByteBuf received,
            DraftOptions options,
            DraftSessionListener listener) {
        Draft14Session session = new Draft14Session(transport, options, listener);
        transport.setHandler(session);
        session.start(control, received);
        return session;
    }

    private void start(BidiStream control, ByteBuf received) {
        link.open(control.send());
        parts.setup().start();
        controlStream.onData(received);
        control.receive().start(controlStream);
        link.later(controlStream::release); // the listener hears nothing before core has the session
    }

    // What the transport brings

    @Override
    public void onUniStream(ReceiveStream stream) {
        if (!link.isOver()) {
            link.guard(() -> parts.dataStreams().onUniStream(stream));
        }
    }

    @Override
    public void onBidiStream(BidiStream stream) {
        link.violated(ProtocolViolation.invalid("Stream", "there is one bidirectional stream, the control stream"));
    }

    @Override
    public void onDatagram(ByteBuf datagram) {
        if (link.isOver()) {
            return;
        }
        try {
            parts.dataStreams().onDatagram(datagram);
        } catch (ProtocolViolation e) {
            link.violated(e);
        } catch (RuntimeException e) {
            link.failed(e);
        }
    }

    @Override
    public void onClosed(TransportClosed closed) {
        link.transportClosed(closed);
    }

    // What core asks for

    @Override
    public boolean supports(Feature feature) {
        return parts.support().has(feature);
    }

    @Override
    public String lack(Feature feature) {
        return parts.support().lack(feature);
    }

    @Override
    public PeerProfile profile() {
        return link.profile();
    }

    @Override
    public boolean peerSpeaksAnotherDraft() {
        return link.peerSpeaksAnotherDraft();
    }

    @Override
    public SubscribeHandle subscribe(SubscribeRequest request, SubscribeListener listener) {
        checkMayRequest();
        TrackNames.requireTaken(link.profile(), "SUBSCRIBE", request.track());
        return parts.subscriptions().subscribe(request, listener);
    }

    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
        checkMayRequest();
        boolean joining = !(request.what() instanceof FetchRequest.Standalone);
        parts.support().check(joining ? Feature.JOINING_FETCH : Feature.FETCH);
        return parts.fetches().fetch(request, listener);
    }

    @Override
    public RequestHandle trackStatus(TrackStatusRequest request, TrackStatusListener listener) {
        checkMayRequest();
        TrackNames.requireTaken(link.profile(), "TRACK_STATUS", request.track());
        return parts.trackStatusQueries().query(request, listener);
    }

    @Override
    public SubscriptionSender publish(PublishRequest request, PublishListener listener) {
        checkMayRequest();
        parts.support().check(Feature.PUBLISH);
        return parts.offeredTracks().offer(request, listener);
    }

    @Override
    public NamespaceHandle publishNamespace(NamespaceRequest request, NamespaceListener listener) {
        checkMayRequest();
        return parts.publishedNamespaces().publish(request, listener);
    }

    @Override
    public RequestHandle subscribeNamespace(NamespaceRequest request, RequestListener listener) {
        checkMayRequest();
        parts.support().check(Feature.NAMESPACE_DISCOVERY);
        return parts.namespaceSubscriptions().subscribe(request, listener);
    }

    @Override
    public void goaway(String newUri) {
        checkOpen();
        parts.shutdown().goaway(newUri);
    }

    @Override
    public void close(SessionError error, String reason) {
        link.close(SessionCode.of(error).code(), reason);
    }

    @Override
    public void close(long code, String reason) {
        link.close(code, reason);
    }

    @Override
    public String streamCodeName(long code) {
        return StreamCode.nameOf(code);
    }

    private void checkOpen() {
        assert link.transport().executor().inExecutor() : "not on the session's event loop";
        link.checkNotOver();
        if (link.state() == SessionState.SETUP) {
            throw new IllegalStateException("The session is " + link.state());
        }
    }

    /** After GOAWAY of the peer, nothing new is asked of it (draft-14, section 9.4). */
    private void checkMayRequest() {
        checkOpen();
        if (link.state() == SessionState.DRAINING) {
            throw MoqRequestException.notPossible(
                    null, "The peer has asked to leave this session (GOAWAY)", "make the request on a new session");
        }
    }
}
