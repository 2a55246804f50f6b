package org.moqj.tests.fuzz;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;

/** The control messages of one draft, as tests of all drafts use them. */
interface ControlCodec {

    /**
     * What a control stream holds.
     *
     * @param messages all messages up to the first that is wrong, or is not complete
     * @param violation what is wrong; null where nothing is
     */
    record Decoded(List<Object> messages, @Nullable String violation) {

        static String describe(ProtocolViolation violation) {
            return violation.kind() + " 0x" + Long.toHexString(violation.code()) + " " + violation.getMessage();
        }
    }

    /** Reads {@code stream} in pieces of this many bytes. */
    Decoded decode(byte[] stream, int piece);

    /** Appends one message. */
    void encode(Object message, ByteBuf out);

    /** Appends a message's type and length and its payload, which may be anything. */
    void frame(int type, byte[] payload, ByteBuf out);

    /** Returns the setup message of a peer that is the client, or the server. */
    byte[] setup(boolean client, boolean moqRs);

    /** Returns what shows these messages to people. */
    WireInspector inspector();
}
