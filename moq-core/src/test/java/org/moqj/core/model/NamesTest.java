package org.moqj.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that name things, and the names made of them. */
class NamesTest {

    private static final byte[] NOT_UTF8 = {(byte) 0xff, 0x61};

    @Test
    void bytesAreComparedOneByOne() {
        assertThat(ByteString.of("a"))
                .isEqualTo(ByteString.copyOf(new byte[] {0x61}))
                .hasSameHashCodeAs(ByteString.of("a"));
        assertThat(ByteString.of("a")).isNotEqualTo(ByteString.of("A"));
        assertThat(ByteString.of("é")).as("not normalised").isNotEqualTo(ByteString.of("e\u0301"));
        assertThat(ByteString.of("a")).isLessThan(ByteString.of("ab"));
        assertThat(ByteString.copyOf(new byte[] {0x7f})).isLessThan(ByteString.copyOf(new byte[] {(byte) 0x80}));
    }

    @Test
    void bytesAreCopiedInAndOut() {
        byte[] source = {1, 2, 3};
        ByteString bytes = ByteString.copyOf(source);
        source[0] = 9;
        bytes.toByteArray()[1] = 9;

        assertThat(bytes.toByteArray()).containsExactly(1, 2, 3);
        assertThat(bytes.asByteBuffer().isReadOnly()).isTrue();
        assertThat(bytes.size()).isEqualTo(3);
    }

    @Test
    void copyOfABufferLeavesItsPosition() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3});
        buffer.position(1);

        assertThat(ByteString.copyOf(buffer).toByteArray()).containsExactly(2, 3);
        assertThat(buffer.position()).isEqualTo(1);
    }

    @Test
    void textIsThereOnlyWhereTheBytesAreUtf8() {
        assertThat(ByteString.of("é").utf8()).contains("é");
        assertThat(ByteString.of("").utf8()).contains("");
        assertThat(ByteString.copyOf(NOT_UTF8).utf8()).isEmpty();
        assertThat(ByteString.copyOf(NOT_UTF8)).hasToString("0xff61");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\u0000", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\u2029", "\u202e", "\u200b"})
    void textThatCouldForgeALineOrDriveATerminalIsShownAsHex(String text) {
        assertThat(ByteString.of(text).toString()).matches("0x[0-9a-f]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cam 1", "grün", "カメラ", "a/b"})
    void plainTextIsShownAsItIs(String text) {
        assertThat(ByteString.of(text)).hasToString(text);
    }

    @Test
    void namespacesAreMadeOfFields() {
        TrackNamespace live = TrackNamespace.of("live", "cam");
        assertThat(TrackNamespace.parse("live/cam")).isEqualTo(live).hasToString("live/cam");
        assertThat(TrackNamespace.parse("")).isEqualTo(TrackNamespace.EMPTY);
        assertThat(TrackNamespace.parse("a//b").fields()).hasSize(3);
        assertThat(TrackNamespace.of("live").append("cam")).isEqualTo(live);
        assertThat(live.byteSize()).isEqualTo(7);
    }

    @Test
    void prefixesAreWholeFields() {
        TrackNamespace live = TrackNamespace.of("live", "cam");
        assertThat(live.startsWith(TrackNamespace.EMPTY)).isTrue();
        assertThat(live.startsWith(TrackNamespace.of("live"))).isTrue();
        assertThat(live.startsWith(live)).isTrue();
        assertThat(live.startsWith(TrackNamespace.of("li"))).isFalse();
        assertThat(live.startsWith(live.append("x"))).isFalse();
    }

    @Test
    void namespacesHaveAtMost32Fields() {
        String[] most = Collections.nCopies(32, "f").toArray(String[]::new);
        TrackNamespace longest = TrackNamespace.of(most);

        assertThat(longest.fields()).hasSize(TrackNamespace.MAX_FIELDS);
        assertThatThrownBy(() -> longest.append("f"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("33");
    }

    @Test
    void fullNamesHaveANamespaceAndAtMost4096Bytes() {
        assertThat(FullTrackName.of("live", "cam", "video"))
                .isEqualTo(FullTrackName.of(TrackNamespace.of("live", "cam"), "video"))
                .hasToString("live/cam/video");
        assertThatThrownBy(() -> FullTrackName.of("alone")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FullTrackName.of(TrackNamespace.EMPTY, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one field");
        assertThat(FullTrackName.of(TrackNamespace.of("n"), "x".repeat(4095))
                        .name()
                        .size())
                .isEqualTo(4095);
        assertThatThrownBy(() -> FullTrackName.of(TrackNamespace.of("n"), "x".repeat(4096)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4097");
    }
}
