package org.moqj.draft07.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.moqj.core.MoqDraft;
import org.moqj.core.spi.draft.DraftProtocol;

class Draft07Test {

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(DraftProtocol.class).stream()
                        .map(provider -> provider.get().draft()))
                .containsExactly(MoqDraft.DRAFT_07);
    }

    @Test
    void recognisesItsOwnClientSetupAlone() {
        DraftProtocol draft = new Draft07();
        assertThat(draft.applicationProtocols()).containsExactly("moq-00");
        assertThat(draft.recognises("moq-00", 0x40)).isTrue();
        assertThat(draft.recognises("h3", 0x40)).isTrue();
        assertThat(draft.recognises("moq-00", 0x20)).isFalse();
        assertThat(draft.recognises("h3", 0x41)).isFalse();
    }
}
