package org.moqj.draft14.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;

/** PUBLISH_NAMESPACE_CANCEL (draft-14, section 9.27): the subscriber takes its agreement to a namespace back. */
public record PublishNamespaceCancel(TrackNamespace trackNamespace, long errorCode, ByteString errorReason)
        implements ControlMessage {

    static PublishNamespaceCancel read(FieldReader in) throws ProtocolViolation {
        return new PublishNamespaceCancel(Names.readNamespace(in), in.varint("Error Code"), ReasonPhrase.read(in));
    }

    @Override
    public void write(FieldWriter out) {
        Names.writeNamespace(out, trackNamespace);
        out.varint("Error Code", errorCode);
        ReasonPhrase.write(out, errorReason);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.PUBLISH_NAMESPACE_CANCEL;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onPublishNamespaceCancel(this);
    }
}
