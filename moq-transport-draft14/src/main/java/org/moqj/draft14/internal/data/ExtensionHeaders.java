package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.core.spi.wire.WireReader;

/** Blocks of extension headers (draft-14, sections 10.2.1.2 and 11). */
public final class ExtensionHeaders {

    /** Prior Group ID Gap. */
    public static final long PRIOR_GROUP_ID_GAP = 0x3c;

    /** Prior Object ID Gap. */
    public static final long PRIOR_OBJECT_ID_GAP = 0x3e;

    /** Immutable Extensions. */
    public static final long IMMUTABLE_EXTENSIONS = 0x0b;

    private static final String TYPE = "Extension Header Type";
    private static final String LENGTH = "Extension Header Length";
    private static final String VALUE = "Extension Header Value";

    private ExtensionHeaders() {}

    /** Reads all of {@code block}. */
    public static List<ExtensionHeader> read(ByteBuf block) throws ProtocolViolation {
        WireReader in = new WireReader(block);
        List<ExtensionHeader> headers = new ArrayList<>();
        while (!in.isAtEnd()) {
            long type = in.varint(TYPE);
            headers.add(
                    (type & 1) == 0
                            ? new ExtensionHeader.Numeric(type, in.varint(VALUE))
                            : new ExtensionHeader.Binary(type, readBytes(in)));
        }
        return headers;
    }

    private static ByteString readBytes(WireReader in) throws ProtocolViolation {
        return in.bytes(VALUE, in.boundedVarint(LENGTH, ExtensionHeader.Binary.MAX_VALUE));
    }

    /** Returns the bytes that {@link #write} appends. */
    public static int size(List<ExtensionHeader> headers) {
        int size = 0;
        for (ExtensionHeader header : headers) {
            size += Varint.size(header.type());
            if (header instanceof ExtensionHeader.Numeric numeric) {
                size += Varint.size(numeric.value());
            } else if (header instanceof ExtensionHeader.Binary binary) {
                size += Varint.size(binary.value().size()) + binary.value().size();
            }
        }
        return size;
    }

    /** Appends the headers without the length of the block. */
    public static void write(List<ExtensionHeader> headers, ByteBuf out) {
        for (ExtensionHeader header : headers) {
            Varint.write(out, header.type());
            if (header instanceof ExtensionHeader.Numeric numeric) {
                Varint.write(out, numeric.value());
            } else if (header instanceof ExtensionHeader.Binary binary) {
                Varint.write(out, binary.value().size());
                out.writeBytes(binary.value().asByteBuffer());
            }
        }
    }

    /**
     * Checks the headers that the draft defines (section 11) against the object that has them.
     *
     * @param gapsFit whether gaps have to fit the object's ids; not so behind a relay that renumbers objects
     */
    public static void check(List<ExtensionHeader> headers, long groupId, long objectId, boolean gapsFit)
            throws StreamFault {
        if (!headers.isEmpty()) {
            checkGap(headers, PRIOR_GROUP_ID_GAP, "Prior Group ID Gap", gapsFit ? groupId : Varint.MAX);
            checkGap(headers, PRIOR_OBJECT_ID_GAP, "Prior Object ID Gap", gapsFit ? objectId : Varint.MAX);
            for (ExtensionHeader header : headers) {
                checkImmutable(header);
            }
        }
    }

    private static void checkGap(List<ExtensionHeader> headers, long type, String name, long max) throws StreamFault {
        boolean seen = false;
        for (ExtensionHeader header : headers) {
            if (header instanceof ExtensionHeader.Numeric gap && gap.type() == type) {
                if (seen) {
                    throw StreamFault.malformed(name + " is there twice");
                }
                if (gap.value() > max) {
                    throw StreamFault.malformed(name + " " + gap.value() + " is larger than the id " + max);
                }
                seen = true;
            }
        }
    }

    private static void checkImmutable(ExtensionHeader header) throws StreamFault {
        if (!(header instanceof ExtensionHeader.Binary outer) || outer.type() != IMMUTABLE_EXTENSIONS) {
            return;
        }
        try {
            for (ExtensionHeader inner :
                    read(Unpooled.wrappedBuffer(outer.value().asByteBuffer()))) {
                if (inner.type() == IMMUTABLE_EXTENSIONS) {
                    throw StreamFault.malformed("Immutable Extensions contain themselves");
                }
            }
        } catch (ProtocolViolation e) {
            throw StreamFault.malformed("Immutable Extensions: " + e.getMessage());
        }
    }
}
