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

    private final Link link;
    private final SessionParts parts;

    MessageRouter(Link link, SessionParts parts) {
        this.link = link;
        this.parts = parts;
    }

    @Override
    public void onMessage(ControlMessage message) throws ProtocolViolation {
        boolean isSetup = message instanceof ClientSetup || message instanceof ServerSetup;
        if (!isSetup && !link.shutdown().state().isUsable()) {
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
        if (link.transport().info().perspective() == Perspective.SERVER) {
            throw ProtocolViolation.invalid("Message Type", "GOAWAY from a client");
        }
        link.shutdown().goawayReceived();
        link.listener().onGoaway(ReasonPhrase.text(message.newSessionUri()));
    }

    @Override
    public void onMaxSubscribeId(MaxSubscribeId message) throws ProtocolViolation {
        parts.outgoingRequests().raise(message.limit());
    }

    @Override
    public void onSubscribe(Subscribe message) throws ProtocolViolation {
        parts.publications().onSubscribe(message);
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
        parts.publications().onUpdate(message);
    }

    @Override
    public void onUnsubscribe(Unsubscribe message) throws ProtocolViolation {
        parts.publications().onUnsubscribe(message);
    }

    @Override
    public void onSubscribeDone(SubscribeDone message) throws ProtocolViolation {
        parts.subscriptions().onDone(message);
    }

    @Override
    public void onFetch(Fetch message) throws ProtocolViolation {
        parts.servedFetches().onFetch(message);
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
        parts.servedFetches().onCancel(message);
    }

    @Override
    public void onAnnounce(Announce message) throws ProtocolViolation {
        parts.offeredNamespaces().onAnnounce(message);
    }

    @Override
    public void onAnnounceOk(AnnounceOk message) throws ProtocolViolation {
        parts.publishedNamespaces().onOk(message);
    }

    @Override
    public void onAnnounceError(AnnounceError message) throws ProtocolViolation {
        parts.publishedNamespaces().onError(message);
    }

    @Override
    public void onAnnounceCancel(AnnounceCancel message) throws ProtocolViolation {
        parts.publishedNamespaces().onCancel(message);
    }

    @Override
    public void onUnannounce(Unannounce message) {
        parts.offeredNamespaces().onUnannounce(message);
    }

    @Override
    public void onTrackStatusRequest(TrackStatusRequest message) {
        parts.trackStatusQuestions().onRequest(message);
    }

    @Override
    public void onTrackStatus(TrackStatus message) {
        parts.trackStatusQueries().onStatus(message);
    }

    @Override
    public void onSubscribeAnnounces(SubscribeAnnounces message) {
        parts.prefixSubscribers().onSubscribe(message);
    }

    @Override
    public void onSubscribeAnnouncesOk(SubscribeAnnouncesOk message) throws ProtocolViolation {
        parts.namespaceSubscriptions().onOk(message);
    }

    @Override
    public void onSubscribeAnnouncesError(SubscribeAnnouncesError message) throws ProtocolViolation {
        parts.namespaceSubscriptions().onError(message);
    }

    @Override
    public void onUnsubscribeAnnounces(UnsubscribeAnnounces message) {
        parts.prefixSubscribers().onUnsubscribe(message);
    }
}
