package org.moqj.draft14.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.moqj.core.model.ByteString;

class ReasonPhraseTest {

    @Test
    void keepsWhatFits() {
        assertThat(ReasonPhrase.of("no läuft")).isEqualTo(ByteString.of("no läuft"));
        assertThat(ReasonPhrase.of("a".repeat(1024))).isEqualTo(ByteString.of("a".repeat(1024)));
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(ReasonPhrase.of("a".repeat(1025))).isEqualTo(ByteString.of("a".repeat(1024)));
    }

    @Test
    void cutsBetweenCharacters() {
        String threeBytesEach = "\u20ac".repeat(342); // 1026 bytes; the last character ends beyond the limit

        assertThat(ReasonPhrase.of(threeBytesEach)).isEqualTo(ByteString.of("\u20ac".repeat(341)));
        assertThat(ReasonPhrase.of("ab" + "\u20ac".repeat(341))) // 1025 bytes
                .isEqualTo(ByteString.of("ab" + "\u20ac".repeat(340)));
    }

    @Test
    void readsAsText() {
        assertThat(ReasonPhrase.text(ByteString.of("träge"))).isEqualTo("träge");
        assertThat(ReasonPhrase.text(ByteString.copyOf(new byte[] {'a', (byte) 0xff})))
                .isEqualTo("a\ufffd");
    }
}
