package org.moqj.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text of the peer's in messages and logs: nothing in it may forge a line or drive a terminal. */
class PeerTextTest {

    @Test
    void showsTextAsItIs() {
        assertThat(PeerText.shown("plain, ünïcode, 日本, 😀")).isEqualTo("plain, ünïcode, 日本, 😀");
    }

    @Test
    void escapesWhatDrivesTerminalsOrForgesLines() {
        assertThat(PeerText.shown("a\nb\r\u001b[31m\u0000\u007f\u009b"))
                .isEqualTo("a\\u000ab\\u000d\\u001b[31m\\u0000\\u007f\\u009b");
        assertThat(PeerText.shown("\u2028\u2029\u202e\u2066\u200b")).isEqualTo("\\u2028\\u2029\\u202e\\u2066\\u200b");
    }

    @Test
    void escapesFormatCharactersBeyondTheBasicPlane() {
        assertThat(PeerText.shown("x" + Character.toString(0xE0041))).isEqualTo("x\\u{e0041}");
    }

    @Test
    void escapesHalvesOfPairs() {
        assertThat(PeerText.shown("a\ud83d!")).isEqualTo("a\\ud83d!");
    }

    @Test
    void cutsLongTextBetweenCharacters() {
        String long200 = "x".repeat(199) + "😀😀";

        assertThat(PeerText.shown("y".repeat(200))).hasSize(200);
        assertThat(PeerText.shown("y".repeat(201))).isEqualTo("y".repeat(200) + "…");
        assertThat(PeerText.shown(long200)).isEqualTo("x".repeat(199) + "😀…");
    }
}
