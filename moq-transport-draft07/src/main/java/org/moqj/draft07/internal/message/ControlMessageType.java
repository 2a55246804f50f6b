package org.moqj.draft07.internal.message;

import java.util.HashMap;
import java.util.Map;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;

/** The table of control messages (draft-07, section 6): one constant a row. */
public enum ControlMessageType {
    SUBSCRIBE_UPDATE(0x02, SubscribeUpdate::read),
    SUBSCRIBE(0x03, Subscribe::read),
    SUBSCRIBE_OK(0x04, SubscribeOk::read),
    SUBSCRIBE_ERROR(0x05, SubscribeError::read),
    ANNOUNCE(0x06, Announce::read),
    ANNOUNCE_OK(0x07, AnnounceOk::read),
    ANNOUNCE_ERROR(0x08, AnnounceError::read),
    UNANNOUNCE(0x09, Unannounce::read),
    UNSUBSCRIBE(0x0a, Unsubscribe::read),
    SUBSCRIBE_DONE(0x0b, SubscribeDone::read),
    ANNOUNCE_CANCEL(0x0c, AnnounceCancel::read),
    TRACK_STATUS_REQUEST(0x0d, TrackStatusRequest::read),
    TRACK_STATUS(0x0e, TrackStatus::read),
    GOAWAY(0x10, Goaway::read),
    SUBSCRIBE_ANNOUNCES(0x11, SubscribeAnnounces::read),
    SUBSCRIBE_ANNOUNCES_OK(0x12, SubscribeAnnouncesOk::read),
    SUBSCRIBE_ANNOUNCES_ERROR(0x13, SubscribeAnnouncesError::read),
    UNSUBSCRIBE_ANNOUNCES(0x14, UnsubscribeAnnounces::read),
    MAX_SUBSCRIBE_ID(0x15, MaxSubscribeId::read),
    FETCH(0x16, Fetch::read),
    FETCH_CANCEL(0x17, FetchCancel::read),
    FETCH_OK(0x18, FetchOk::read),
    FETCH_ERROR(0x19, FetchError::read),
    CLIENT_SETUP(0x40, ClientSetup::read),
    SERVER_SETUP(0x41, ServerSetup::read);

    private static final Map<Long, ControlMessageType> BY_CODE = new HashMap<>();

    static {
        for (ControlMessageType type : values()) {
            BY_CODE.put(type.code, type);
        }
    }

    private final long code;

    @SuppressWarnings("ImmutableEnumChecker") // method references to static methods
    private final Payload payload;

    ControlMessageType(long code, Payload payload) {
        this.code = code;
        this.payload = payload;
    }

    /** Returns the type that {@code code} stands for; the draft has unknown ones end the session. */
    public static ControlMessageType of(long code) throws ProtocolViolation {
        ControlMessageType type = BY_CODE.get(code);
        if (type == null) {
            throw ProtocolViolation.unknownType("Message Type", code);
        }
        return type;
    }

    /** Returns the number on the wire. */
    public long code() {
        return code;
    }

    /** Reads a whole payload, no byte more and no byte less. */
    public ControlMessage read(WireReader in) throws ProtocolViolation {
        ControlMessage message = payload.read(in);
        in.expectEnd(name());
        return message;
    }

    /** How the fields of one message are read. */
    @FunctionalInterface
    private interface Payload {
        ControlMessage read(WireReader in) throws ProtocolViolation;
    }
}
