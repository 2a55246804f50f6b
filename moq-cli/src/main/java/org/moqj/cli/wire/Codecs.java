package org.moqj.cli.wire;

import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Finds what reads and writes a draft's bytes, among the drafts that are here. */
final class Codecs {

    private Codecs() {}

    /**
     * Returns the codec of a kind of bytes.
     *
     * @param draft the draft's number
     * @param kind {@code control}, {@code stream}, {@code datagram} or {@code varint}
     */
    static Codec find(long draft, String kind) throws ProtocolViolation {
        WireInspector inspector = inspector(draft);
        if (kind.equals("varint")) {
            return new VarintCodec();
        }
        for (WireInspector.Kind inspected : WireInspector.Kind.values()) {
            if (inspected.name().toLowerCase(Locale.ROOT).equals(kind)) {
                return new InspectorCodec(inspector, inspected);
            }
        }
        throw ProtocolViolation.invalid("kind", "must be control, stream, datagram or varint");
    }

    private static WireInspector inspector(long draft) throws ProtocolViolation {
        for (DraftProtocol protocol : Here.DRAFTS) {
            if (protocol.draft().number() == draft) {
                return protocol.inspector();
            }
        }
        throw ProtocolViolation.invalid("draft", "no such draft here: " + draft);
    }

    /** Loaded once, when first asked for. */
    private static final class Here {
        static final List<DraftProtocol> DRAFTS =
                ServiceLoader.load(DraftProtocol.class, Codecs.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
    }
}
