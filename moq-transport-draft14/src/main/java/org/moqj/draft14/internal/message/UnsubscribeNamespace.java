package org.moqj.draft14.internal.message;

import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;

/** UNSUBSCRIBE_NAMESPACE (draft-14, section 9.31): nothing more of what is published under the prefix. */
public record UnsubscribeNamespace(TrackNamespace trackNamespacePrefix) implements ControlMessage {

    static UnsubscribeNamespace read(FieldReader in) throws ProtocolViolation {
        return new UnsubscribeNamespace(Names.readPrefix(in));
    }

    @Override
    public void write(FieldWriter out) {
        Names.writePrefix(out, trackNamespacePrefix);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.UNSUBSCRIBE_NAMESPACE;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onUnsubscribeNamespace(this);
    }
}
