package org.moqj.draft14.internal.message;

/** Takes each kind of control message; the compiler sees to it that none is forgotten. */
public interface ControlMessageHandler {

    void onSubscribeUpdate(SubscribeUpdate message);

    void onSubscribe(Subscribe message);

    void onSubscribeOk(SubscribeOk message);

    void onSubscribeError(SubscribeError message);

    void onPublishNamespace(PublishNamespace message);

    void onPublishNamespaceOk(PublishNamespaceOk message);

    void onPublishNamespaceError(PublishNamespaceError message);

    void onPublishNamespaceDone(PublishNamespaceDone message);

    void onUnsubscribe(Unsubscribe message);

    void onPublishDone(PublishDone message);

    void onPublishNamespaceCancel(PublishNamespaceCancel message);

    void onTrackStatus(TrackStatus message);

    void onTrackStatusOk(TrackStatusOk message);

    void onTrackStatusError(TrackStatusError message);

    void onGoaway(Goaway message);

    void onSubscribeNamespace(SubscribeNamespace message);

    void onSubscribeNamespaceOk(SubscribeNamespaceOk message);

    void onSubscribeNamespaceError(SubscribeNamespaceError message);

    void onUnsubscribeNamespace(UnsubscribeNamespace message);

    void onMaxRequestId(MaxRequestId message);

    void onFetch(Fetch message);

    void onFetchCancel(FetchCancel message);

    void onFetchOk(FetchOk message);

    void onFetchError(FetchError message);

    void onRequestsBlocked(RequestsBlocked message);

    void onPublish(Publish message);

    void onPublishOk(PublishOk message);

    void onPublishError(PublishError message);

    void onClientSetup(ClientSetup message);

    void onServerSetup(ServerSetup message);
}
