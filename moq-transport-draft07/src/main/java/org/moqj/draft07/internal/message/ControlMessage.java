package org.moqj.draft07.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireWriter;

/** A message of the control stream (draft-07, section 6). A value: what it means is decided by the session. */
public sealed interface ControlMessage
        permits Announce,
                AnnounceCancel,
                AnnounceError,
                AnnounceOk,
                ClientSetup,
                Fetch,
                FetchCancel,
                FetchError,
                FetchOk,
                Goaway,
                MaxSubscribeId,
                ServerSetup,
                Subscribe,
                SubscribeAnnounces,
                SubscribeAnnouncesError,
                SubscribeAnnouncesOk,
                SubscribeDone,
                SubscribeError,
                SubscribeOk,
                SubscribeUpdate,
                TrackStatus,
                TrackStatusRequest,
                Unannounce,
                Unsubscribe,
                UnsubscribeAnnounces {

    /** Returns the row of the draft's table that this message is. */
    ControlMessageType type();

    /** Appends the payload: everything after type and length. */
    void write(WireWriter out);

    /**
     * Calls the method of {@code to} that is for this message.
     *
     * @throws ProtocolViolation where {@code to} finds that the message must not come now
     */
    void accept(ControlMessageHandler to) throws ProtocolViolation;
}
