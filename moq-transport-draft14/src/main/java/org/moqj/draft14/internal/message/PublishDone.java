package org.moqj.draft14.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;

/**
 * PUBLISH_DONE (draft-14, section 9.12): the publisher has ended a subscription.
 *
 * @param requestId the id of the SUBSCRIBE or PUBLISH
 * @param statusCode why
 * @param streamCount the data streams that were opened; 0 for a track of datagrams, {@link #UNKNOWN_COUNT} where it is
 *     not known
 * @param errorReason text for people
 */
public record PublishDone(long requestId, long statusCode, long streamCount, ByteString errorReason)
        implements ControlMessage {

    /** A number of streams that the publisher does not know. */
    public static final long UNKNOWN_COUNT = Varint.MAX;

    static PublishDone read(FieldReader in) throws ProtocolViolation {
        return new PublishDone(
                in.varint("Request ID"), in.varint("Status Code"), in.varint("Stream Count"), ReasonPhrase.read(in));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        out.varint("Status Code", statusCode);
        out.varint("Stream Count", streamCount);
        ReasonPhrase.write(out, errorReason);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.PUBLISH_DONE;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onPublishDone(this);
    }
}
