package org.moqj.draft07.internal.session;

import org.moqj.core.spi.transport.Perspective;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.Announce;
import org.moqj.draft07.internal.message.AnnounceCancel;
import org.moqj.draft07.internal.message.AnnounceError;
import org.moqj.draft07.internal.message.AnnounceOk;
import org.moqj.draft07.internal.message.ClientSetup;
import org.moqj.draft07.internal.message.ControlMessage;
import org.moqj.draft07.internal.message.ControlMessageHandler;
import org.moqj.draft07.internal.message.Fetch;
import org.moqj.draft07.internal.message.FetchCancel;
import org.moqj.draft07.internal.message.FetchError;
import org.moqj.draft07.internal.message.FetchOk;
import org.moqj.draft07.internal.message.Goaway;
import org.moqj.draft07.internal.message.MaxSubscribeId;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.ServerSetup;
import org.moqj.draft07.internal.message.Subscribe;
import org.moqj.draft07.internal.message.SubscribeAnnounces;
import org.moqj.draft07.internal.message.SubscribeAnnouncesError;
import org.moqj.draft07.internal.message.SubscribeAnnouncesOk;
import org.moqj.draft07.internal.message.SubscribeDone;
import org.moqj.draft07.internal.message.SubscribeError;
import org.moqj.draft07.internal.message.SubscribeOk;
import org.moqj.draft07.internal.message.SubscribeUpdate;
import org.moqj.draft07.internal.message.TrackStatus;
import org.moqj.draft07.internal.message.TrackStatusRequest;
import org.moqj.draft07.internal.message.Unannounce;
import org.moqj.draft07.internal.message.Unsubscribe;
import org.moqj.draft07.internal.message.UnsubscribeAnnounces;

/** Takes each message to the part of the session that it concerns. Confined to the session's event loop. */
final class MessageRouter implements ControlMessageHandler, ControlStream.Receiver {

    private final Shared shared;
    private final SessionParts parts;

    MessageRouter(Shared shared, SessionParts parts) {
        this.shared = shared;
        this.parts = parts;
    }

    @Override
    public void onMessage(ControlMessage message) throws ProtocolViolation {
        boolean isSetup = message instanceof ClientSetup || message instanceof ServerSetup;
        if (!isSetup && !shared.shutdown().state().isUsable()) {
            throw ProtocolViolation.invalid("Message Type", message.type() + " before SETUP");
        }
        message.accept(this);
    }

    @Override
    public void onClientSetup(ClientSetup message) throws ProtocolViolation {
        parts.setup().onClientSetup(message);
    }

    @Override
    public void onServerSetup(ServerSetup message) throws ProtocolViolation {
        parts.setup().onServerSetup(message);
    }

    @Override
    public void onGoaway(Goaway message) throws ProtocolViolation {
        if (shared.transport().info().perspective() == Perspective.SERVER) {
            throw ProtocolViolation.invalid("Message Type", "GOAWAY from a client");
        }
        shared.shutdown().goawayReceived();
        shared.listener().onGoaway(ReasonPhrase.text(message.newSessionUri()));
    }

    @Override
    public void onMaxSubscribeId(MaxSubscribeId message) throws ProtocolViolation {
        parts.subscribeIds().raise(message.limit());
    }

    @Override
    public void onSubscribe(Subscribe message) throws ProtocolViolation {
        parts.peerSubscriptions().onSubscribe(message);
    }

    @Override
    public void onSubscribeOk(SubscribeOk message) throws ProtocolViolation {
        parts.subscriptions().onOk(message);
    }

    @Override
    public void onSubscribeError(SubscribeError message) throws ProtocolViolation {
        parts.subscriptions().onError(message);
    }

    @Override
    public void onSubscribeUpdate(SubscribeUpdate message) throws ProtocolViolation {
        parts.peerSubscriptions().onUpdate(message);
    }

    @Override
    public void onUnsubscribe(Unsubscribe message) throws ProtocolViolation {
        parts.peerSubscriptions().onUnsubscribe(message);
    }

    @Override
    public void onSubscribeDone(SubscribeDone message) throws ProtocolViolation {
        parts.subscriptions().onDone(message);
    }

    @Override
    public void onFetch(Fetch message) throws ProtocolViolation {
        parts.peerFetches().onFetch(message);
    }

    @Override
    public void onFetchOk(FetchOk message) throws ProtocolViolation {
        parts.fetches().onOk(message);
    }

    @Override
    public void onFetchError(FetchError message) throws ProtocolViolation {
        parts.fetches().onError(message);
    }

    @Override
    public void onFetchCancel(FetchCancel message) throws ProtocolViolation {
        parts.peerFetches().onCancel(message);
    }

    @Override
    public void onAnnounce(Announce message) throws ProtocolViolation {
        parts.peerNamespaces().onAnnounce(message);
    }

    @Override
    public void onAnnounceOk(AnnounceOk message) throws ProtocolViolation {
        parts.namespaces().onOk(message);
    }

    @Override
    public void onAnnounceError(AnnounceError message) throws ProtocolViolation {
        parts.namespaces().onError(message);
    }

    @Override
    public void onAnnounceCancel(AnnounceCancel message) throws ProtocolViolation {
        parts.namespaces().onCancel(message);
    }

    @Override
    public void onUnannounce(Unannounce message) {
        parts.peerNamespaces().onUnannounce(message);
    }

    @Override
    public void onTrackStatusRequest(TrackStatusRequest message) {
        parts.peerTrackStatuses().onRequest(message);
    }

    @Override
    public void onTrackStatus(TrackStatus message) {
        parts.trackStatuses().onStatus(message);
    }

    @Override
    public void onSubscribeAnnounces(SubscribeAnnounces message) {
        parts.peerPrefixes().onSubscribe(message);
    }

    @Override
    public void onSubscribeAnnouncesOk(SubscribeAnnouncesOk message) throws ProtocolViolation {
        parts.prefixes().onOk(message);
    }

    @Override
    public void onSubscribeAnnouncesError(SubscribeAnnouncesError message) throws ProtocolViolation {
        parts.prefixes().onError(message);
    }

    @Override
    public void onUnsubscribeAnnounces(UnsubscribeAnnounces message) {
        parts.peerPrefixes().onUnsubscribe(message);
    }
}
