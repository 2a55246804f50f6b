package org.moqj.draft07.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** One method for each control message, so that the compiler finds a message that nobody handles. */
public interface ControlMessageHandler {

    void onClientSetup(ClientSetup message) throws ProtocolViolation;

    void onServerSetup(ServerSetup message) throws ProtocolViolation;

    void onGoaway(Goaway message) throws ProtocolViolation;

    void onMaxSubscribeId(MaxSubscribeId message) throws ProtocolViolation;

    void onSubscribe(Subscribe message) throws ProtocolViolation;

    void onSubscribeOk(SubscribeOk message) throws ProtocolViolation;

    void onSubscribeError(SubscribeError message) throws ProtocolViolation;

    void onSubscribeUpdate(SubscribeUpdate message) throws ProtocolViolation;

    void onUnsubscribe(Unsubscribe message) throws ProtocolViolation;

    void onSubscribeDone(SubscribeDone message) throws ProtocolViolation;

    void onFetch(Fetch message) throws ProtocolViolation;

    void onFetchOk(FetchOk message) throws ProtocolViolation;

    void onFetchError(FetchError message) throws ProtocolViolation;

    void onFetchCancel(FetchCancel message) throws ProtocolViolation;

    void onAnnounce(Announce message) throws ProtocolViolation;

    void onAnnounceOk(AnnounceOk message) throws ProtocolViolation;

    void onAnnounceError(AnnounceError message) throws ProtocolViolation;

    void onAnnounceCancel(AnnounceCancel message) throws ProtocolViolation;

    void onUnannounce(Unannounce message) throws ProtocolViolation;

    void onTrackStatusRequest(TrackStatusRequest message) throws ProtocolViolation;

    void onTrackStatus(TrackStatus message) throws ProtocolViolation;

    void onSubscribeAnnounces(SubscribeAnnounces message) throws ProtocolViolation;

    void onSubscribeAnnouncesOk(SubscribeAnnouncesOk message) throws ProtocolViolation;

    void onSubscribeAnnouncesError(SubscribeAnnouncesError message) throws ProtocolViolation;

    void onUnsubscribeAnnounces(UnsubscribeAnnounces message) throws ProtocolViolation;
}
