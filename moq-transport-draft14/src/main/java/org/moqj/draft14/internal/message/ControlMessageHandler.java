package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * Takes each kind of control message; the compiler sees to it that none is forgotten. What the draft forbids leaves as a
 * {@link ProtocolViolation}, with the code that the session is closed with.
 */
public interface ControlMessageHandler {

    void onSubscribeUpdate(SubscribeUpdate message) throws ProtocolViolation;

    void onSubscribe(Subscribe message) throws ProtocolViolation;

    void onSubscribeOk(SubscribeOk message) throws ProtocolViolation;

    void onSubscribeError(SubscribeError message) throws ProtocolViolation;

    void onPublishNamespace(PublishNamespace message) throws ProtocolViolation;

    void onPublishNamespaceOk(PublishNamespaceOk message) throws ProtocolViolation;

    void onPublishNamespaceError(PublishNamespaceError message) throws ProtocolViolation;

    void onPublishNamespaceDone(PublishNamespaceDone message) throws ProtocolViolation;

    void onUnsubscribe(Unsubscribe message) throws ProtocolViolation;

    void onPublishDone(PublishDone message) throws ProtocolViolation;

    void onPublishNamespaceCancel(PublishNamespaceCancel message) throws ProtocolViolation;

    void onTrackStatus(TrackStatus message) throws ProtocolViolation;

    void onTrackStatusOk(TrackStatusOk message) throws ProtocolViolation;

    void onTrackStatusError(TrackStatusError message) throws ProtocolViolation;

    void onGoaway(Goaway message) throws ProtocolViolation;

    void onSubscribeNamespace(SubscribeNamespace message) throws ProtocolViolation;

    void onSubscribeNamespaceOk(SubscribeNamespaceOk message) throws ProtocolViolation;

    void onSubscribeNamespaceError(SubscribeNamespaceError message) throws ProtocolViolation;

    void onUnsubscribeNamespace(UnsubscribeNamespace message) throws ProtocolViolation;

    void onMaxRequestId(MaxRequestId message) throws ProtocolViolation;

    void onFetch(Fetch message) throws ProtocolViolation;

    void onFetchCancel(FetchCancel message) throws ProtocolViolation;

    void onFetchOk(FetchOk message) throws ProtocolViolation;

    void onFetchError(FetchError message) throws ProtocolViolation;

    void onRequestsBlocked(RequestsBlocked message) throws ProtocolViolation;

    void onPublish(Publish message) throws ProtocolViolation;

    void onPublishOk(PublishOk message) throws ProtocolViolation;

    void onPublishError(PublishError message) throws ProtocolViolation;

    void onClientSetup(ClientSetup message) throws ProtocolViolation;

    void onServerSetup(ServerSetup message) throws ProtocolViolation;
}
