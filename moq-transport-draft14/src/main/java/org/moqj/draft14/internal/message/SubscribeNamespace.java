package org.moqj.draft14.internal.message;

import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;

/** SUBSCRIBE_NAMESPACE (draft-14, section 9.28): asks to be told what is published under a prefix. */
public record SubscribeNamespace(long requestId, TrackNamespace trackNamespacePrefix, Parameters parameters)
        implements ControlMessage {

    static SubscribeNamespace read(FieldReader in) throws ProtocolViolation {
        return new SubscribeNamespace(
                in.varint("Request ID"), Names.readPrefix(in), in.parameters(ParameterScope.NAMESPACE));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        Names.writePrefix(out, trackNamespacePrefix);
        out.parameters(ParameterScope.NAMESPACE, parameters);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.SUBSCRIBE_NAMESPACE;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onSubscribeNamespace(this);
    }
}
