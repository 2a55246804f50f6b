package org.moqj.draft14.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.moqj.core.MoqDraft;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;

class Draft14Test {

    private static final DraftProtocol DRAFT = ServiceLoader.load(DraftProtocol.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(protocol -> protocol.draft().equals(MoqDraft.DRAFT_14))
            .findFirst()
            .orElseThrow();

    @Test
    void isFoundAsService() {
        assertThat(DRAFT).isInstanceOf(Draft14.class);
        assertThat(DRAFT.applicationProtocols()).containsExactly("moq-00");
    }

    @Test
    void recognisesItsClients() {
        assertThat(DRAFT.recognises("moq-00", 0x20)).isTrue();
        assertThat(DRAFT.recognises("h3", 0x20)).isTrue();
        assertThat(DRAFT.recognises("moq-00", 0x40))
                .as("CLIENT_SETUP of draft-07")
                .isFalse();
    }

    @Test
    void inspectsItsBytes() throws ProtocolViolation {
        WireInspector.Decoded decoded =
                DRAFT.inspector().decode(WireInspector.Kind.CONTROL, Bytes.buffer(Bytes.hex("0a000104")));

        assertThat(decoded.type()).isEqualTo("UNSUBSCRIBE");
        assertThat(decoded.fields()).containsExactlyEntriesOf(Map.of("request_id", 4L));
    }
}
