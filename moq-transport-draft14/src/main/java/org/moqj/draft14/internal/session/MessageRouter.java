package org.moqj.draft14.internal.session;

import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.ClientSetup;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.ControlMessageHandler;
import org.moqj.draft14.internal.message.Fetch;
import org.moqj.draft14.internal.message.FetchCancel;
import org.moqj.draft14.internal.message.FetchError;
import org.moqj.draft14.internal.message.FetchOk;
import org.moqj.draft14.internal.message.Goaway;
import org.moqj.draft14.internal.message.MaxRequestId;
import org.moqj.draft14.internal.message.Publish;
import org.moqj.draft14.internal.message.PublishDone;
import org.moqj.draft14.internal.message.PublishError;
import org.moqj.draft14.internal.message.PublishNamespace;
import org.moqj.draft14.internal.message.PublishNamespaceCancel;
import org.moqj.draft14.internal.message.PublishNamespaceDone;
import org.moqj.draft14.internal.message.PublishNamespaceError;
import org.moqj.draft14.internal.message.PublishNamespaceOk;
import org.moqj.draft14.internal.message.PublishOk;
import org.moqj.draft14.internal.message.RequestsBlocked;
import org.moqj.draft14.internal.message.ServerSetup;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeNamespace;
import org.moqj.draft14.internal.message.SubscribeNamespaceError;
import org.moqj.draft14.internal.message.SubscribeNamespaceOk;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.SubscribeUpdate;
import org.moqj.draft14.internal.message.TrackStatus;
import org.moqj.draft14.internal.message.TrackStatusError;
import org.moqj.draft14.internal.message.TrackStatusOk;
import org.moqj.draft14.internal.message.Unsubscribe;
import org.moqj.draft14.internal.message.UnsubscribeNamespace;

/** Leads each control message to the part of the session that it is for. Confined to the session's event loop. */
final class MessageRouter implements ControlMessageHandler {

    private final Link link;
    private final SessionParts parts;

    MessageRouter(Link link, SessionParts parts) {
        this.link = link;
        this.parts = parts;
    }

    /** SETUP comes first (draft-14, section 3.3). */
    private void expectEstablished(ControlMessage message) throws ProtocolViolation {
        if (link.state() == SessionState.SETUP) {
            throw ProtocolViolation.invalid("Message Type", message.type() + " came before SETUP");
        }
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
        expectEstablished(message);
        parts.shutdown().onGoaway(message);
    }

    @Override
    public void onMaxRequestId(MaxRequestId message) throws ProtocolViolation {
        expectEstablished(message);
        parts.ours().raise(message.limit());
    }

    @Override
    public void onRequestsBlocked(RequestsBlocked message) throws ProtocolViolation {
        expectEstablished(message);
        // a hint; limits rise as requests finish, whether anybody waits or not
    }

    @Override
    public void onSubscribe(Subscribe message) throws ProtocolViolation {
        expectEstablished(message);
        parts.publications().onSubscribe(message);
    }

    @Override
    public void onSubscribeOk(SubscribeOk message) throws ProtocolViolation {
        expectEstablished(message);
        parts.subscriptions().onSubscribeOk(message);
    }

    @Override
    public void onSubscribeError(SubscribeError message) throws ProtocolViolation {
        expectEstablished(message);
        parts.subscriptions().onSubscribeError(message);
    }

    @Override
    public void onSubscribeUpdate(SubscribeUpdate message) throws ProtocolViolation {
        expectEstablished(message);
        parts.publications().onUpdate(message);
    }

    @Override
    public void onUnsubscribe(Unsubscribe message) throws ProtocolViolation {
        expectEstablished(message);
        parts.publications().onUnsubscribe(message);
    }

    @Override
    public void onPublishDone(PublishDone message) throws ProtocolViolation {
        expectEstablished(message);
        parts.onPublishDone(message);
    }

    @Override
    public void onPublish(Publish message) throws ProtocolViolation {
        expectEstablished(message);
        parts.incomingOffers().onPublish(message);
    }

    @Override
    public void onPublishOk(PublishOk message) throws ProtocolViolation {
        expectEstablished(message);
        parts.offeredTracks().onOk(message);
    }

    @Override
    public void onPublishError(PublishError message) throws ProtocolViolation {
        expectEstablished(message);
        parts.offeredTracks().onError(message);
    }

    @Override
    public void onFetch(Fetch message) throws ProtocolViolation {
        expectEstablished(message);
        parts.servedFetches().onFetch(message);
    }

    @Override
    public void onFetchOk(FetchOk message) throws ProtocolViolation {
        expectEstablished(message);
        parts.fetches().onOk(message);
    }

    @Override
    public void onFetchError(FetchError message) throws ProtocolViolation {
        expectEstablished(message);
        parts.fetches().onError(message);
    }

    @Override
    public void onFetchCancel(FetchCancel message) throws ProtocolViolation {
        expectEstablished(message);
        parts.servedFetches().onFetchCancel(message);
    }

    @Override
    public void onTrackStatus(TrackStatus message) throws ProtocolViolation {
        expectEstablished(message);
        parts.trackStatusQuestions().onTrackStatus(message.layout());
    }

    @Override
    public void onTrackStatusOk(TrackStatusOk message) throws ProtocolViolation {
        expectEstablished(message);
        parts.trackStatusQueries().onOk(message.layout());
    }

    @Override
    public void onTrackStatusError(TrackStatusError message) throws ProtocolViolation {
        expectEstablished(message);
        parts.trackStatusQueries().onError(message.layout());
    }

    @Override
    public void onPublishNamespace(PublishNamespace message) throws ProtocolViolation {
        expectEstablished(message);
        parts.offeredNamespaces().onPublishNamespace(message);
    }

    @Override
    public void onPublishNamespaceOk(PublishNamespaceOk message) throws ProtocolViolation {
        expectEstablished(message);
        parts.publishedNamespaces().onOk(message);
    }

    @Override
    public void onPublishNamespaceError(PublishNamespaceError message) throws ProtocolViolation {
        expectEstablished(message);
        parts.publishedNamespaces().onError(message);
    }

    @Override
    public void onPublishNamespaceDone(PublishNamespaceDone message) throws ProtocolViolation {
        expectEstablished(message);
        parts.offeredNamespaces().onDone(message);
    }

    @Override
    public void onPublishNamespaceCancel(PublishNamespaceCancel message) throws ProtocolViolation {
        expectEstablished(message);
        parts.publishedNamespaces().onCancel(message);
    }

    @Override
    public void onSubscribeNamespace(SubscribeNamespace message) throws ProtocolViolation {
        expectEstablished(message);
        parts.prefixSubscribers().onSubscribeNamespace(message);
    }

    @Override
    public void onSubscribeNamespaceOk(SubscribeNamespaceOk message) throws ProtocolViolation {
        expectEstablished(message);
        parts.namespaceSubscriptions().onOk(message);
    }

    @Override
    public void onSubscribeNamespaceError(SubscribeNamespaceError message) throws ProtocolViolation {
        expectEstablished(message);
        parts.namespaceSubscriptions().onError(message);
    }

    @Override
    public void onUnsubscribeNamespace(UnsubscribeNamespace message) throws ProtocolViolation {
        expectEstablished(message);
        parts.prefixSubscribers().onUnsubscribe(message);
    }
}
