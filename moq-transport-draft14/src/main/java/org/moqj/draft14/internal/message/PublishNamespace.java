package org.moqj.draft14.internal.message;

import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;

/** PUBLISH_NAMESPACE (draft-14, section 9.23): tracks are available in a namespace. */
public record PublishNamespace(long requestId, TrackNamespace trackNamespace, Parameters parameters)
        implements ControlMessage {

    static PublishNamespace read(FieldReader in) throws ProtocolViolation {
        return new PublishNamespace(
                in.varint("Request ID"), Names.readNamespace(in), in.parameters(ParameterScope.NAMESPACE));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        Names.writeNamespace(out, trackNamespace);
        out.parameters(ParameterScope.NAMESPACE, parameters);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.PUBLISH_NAMESPACE;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onPublishNamespace(this);
    }
}
