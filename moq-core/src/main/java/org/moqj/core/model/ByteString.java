package org.moqj.core.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Immutable bytes, compared byte by byte: names in MoQ are bytes, and only usually text (draft-14, section 2.4.1).
 * Thread-safe.
 */
public final class ByteString implements Comparable<ByteString> {

    private static final ByteString EMPTY = new ByteString(new byte[0]);

    private final byte[] bytes;
    private final int hash;

    private ByteString(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** Returns the UTF-8 form of {@code text}. */
    public static ByteString of(String text) {
        return text.isEmpty() ? EMPTY : new ByteString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a copy of {@code bytes}. */
    public static ByteString copyOf(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new ByteString(bytes.clone());
    }

    /** Returns a copy of what remains in {@code buffer}, whose position stays. */
    public static ByteString copyOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes.length == 0 ? EMPTY : new ByteString(bytes);
    }

    /** Returns the number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** Returns a copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Returns a read-only view of the bytes. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Returns the text that these bytes are in UTF-8, or empty where they are not UTF-8. */
    public Optional<String> utf8() {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Optional.of(text.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // the documented answer for bytes that are no text
        }
    }

    @Override
    public int compareTo(ByteString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Returns the text where the bytes are printable UTF-8, and {@code 0x…} otherwise. */
    @Override
    public String toString() {
        return utf8().filter(ByteString::isPrintable)
                .orElseGet(() -> "0x" + HexFormat.of().formatHex(bytes));
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(ByteString::isUnprintable);
    }

    private static boolean isUnprintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
