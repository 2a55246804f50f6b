package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * A control message (draft-14, section 9). Each is a record that knows its own layout; {@link ControlMessageType} is the
 * table of all, {@link ControlFraming} puts type and length around them.
 */
public sealed interface ControlMessage
        permits ClientSetup,
                Fetch,
                FetchCancel,
                FetchError,
                FetchOk,
                Goaway,
                MaxRequestId,
                Publish,
                PublishDone,
                PublishError,
                PublishNamespace,
                PublishNamespaceCancel,
                PublishNamespaceDone,
                PublishNamespaceError,
                PublishNamespaceOk,
                PublishOk,
                RequestsBlocked,
                ServerSetup,
                Subscribe,
                SubscribeError,
                SubscribeNamespace,
                SubscribeNamespaceError,
                SubscribeNamespaceOk,
                SubscribeOk,
                SubscribeUpdate,
                TrackStatus,
                TrackStatusError,
                TrackStatusOk,
                Unsubscribe,
                UnsubscribeNamespace {

    /** Returns the message's row in the table of types. */
    ControlMessageType type();

    /** Appends the payload: everything after the length. */
    void write(FieldWriter out);

    /** Hands this message to its method of {@code to}. */
    void accept(ControlMessageHandler to) throws ProtocolViolation;
}
