package org.moqj.draft14.internal.message;

import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;

/** PUBLISH_NAMESPACE_DONE (draft-14, section 9.26): no new subscriptions in the namespace. */
public record PublishNamespaceDone(TrackNamespace trackNamespace) implements ControlMessage {

    static PublishNamespaceDone read(FieldReader in) throws ProtocolViolation {
        return new PublishNamespaceDone(Names.readNamespace(in));
    }

    @Override
    public void write(FieldWriter out) {
        Names.writeNamespace(out, trackNamespace);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.PUBLISH_NAMESPACE_DONE;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onPublishNamespaceDone(this);
    }
}
