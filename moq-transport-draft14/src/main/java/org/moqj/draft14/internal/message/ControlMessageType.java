package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** The control messages of draft-14, one constant per row of its table (section 9). */
public enum ControlMessageType {
    SUBSCRIBE_UPDATE(0x2, SubscribeUpdate::read),
    SUBSCRIBE(0x3, Subscribe::read),
    SUBSCRIBE_OK(0x4, SubscribeOk::read),
    SUBSCRIBE_ERROR(0x5, SubscribeError::read),
    PUBLISH_NAMESPACE(0x6, PublishNamespace::read),
    PUBLISH_NAMESPACE_OK(0x7, PublishNamespaceOk::read),
    PUBLISH_NAMESPACE_ERROR(0x8, PublishNamespaceError::read),
    PUBLISH_NAMESPACE_DONE(0x9, PublishNamespaceDone::read),
    UNSUBSCRIBE(0xa, Unsubscribe::read),
    PUBLISH_DONE(0xb, PublishDone::read),
    PUBLISH_NAMESPACE_CANCEL(0xc, PublishNamespaceCancel::read),
    TRACK_STATUS(0xd, TrackStatus::read),
    TRACK_STATUS_OK(0xe, TrackStatusOk::read),
    TRACK_STATUS_ERROR(0xf, TrackStatusError::read),
    GOAWAY(0x10, Goaway::read),
    SUBSCRIBE_NAMESPACE(0x11, SubscribeNamespace::read),
    SUBSCRIBE_NAMESPACE_OK(0x12, SubscribeNamespaceOk::read),
    SUBSCRIBE_NAMESPACE_ERROR(0x13, SubscribeNamespaceError::read),
    UNSUBSCRIBE_NAMESPACE(0x14, UnsubscribeNamespace::read),
    MAX_REQUEST_ID(0x15, MaxRequestId::read),
    FETCH(0x16, Fetch::read),
    FETCH_CANCEL(0x17, FetchCancel::read),
    FETCH_OK(0x18, FetchOk::read),
    FETCH_ERROR(0x19, FetchError::read),
    REQUESTS_BLOCKED(0x1a, RequestsBlocked::read),
    PUBLISH(0x1d, Publish::read),
    PUBLISH_OK(0x1e, PublishOk::read),
    PUBLISH_ERROR(0x1f, PublishError::read),
    CLIENT_SETUP(0x20, ClientSetup::read),
    SERVER_SETUP(0x21, ServerSetup::read);

    private static final ControlMessageType[] BY_ID = new ControlMessageType[0x22];

    static {
        for (ControlMessageType type : values()) {
            BY_ID[(int) type.id] = type;
        }
    }

    private final long id;
    private final Payload payload;

    ControlMessageType(long id, Payload payload) {
        this.id = id;
        this.payload = payload;
    }

    /** Reads the payload of one kind of message. */
    @FunctionalInterface
    private interface Payload {
        ControlMessage read(FieldReader in) throws ProtocolViolation;
    }

    /** Returns the type with this number. */
    public static ControlMessageType of(long id) throws ProtocolViolation {
        ControlMessageType type = id < BY_ID.length ? BY_ID[(int) id] : null;
        if (type == null) {
            throw ProtocolViolation.unknownType("Message Type", id);
        }
        return type;
    }

    /** Returns the number on the wire. */
    public long id() {
        return id;
    }

    /** Reads a message of this type, which must use up all of {@code in}. */
    public ControlMessage read(FieldReader in) throws ProtocolViolation {
        ControlMessage message = payload.read(in);
        in.expectEnd(name());
        return message;
    }
}
