package org.moqj.core;

/** Makes text that a peer sent fit for logs and messages: control characters escaped, length capped. */
public final class PeerText {

    private static final int MAX_SHOWN = 200;

    private PeerText() {}

    /** Returns at most 200 characters of {@code text}, in which nothing can forge a line or drive a terminal. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), MAX_SHOWN) + 16);
        int at = 0;
        for (int i = 0; i < MAX_SHOWN && at < text.length(); i++) {
            int c = text.codePointAt(at);
            append(shown, c);
            at += Character.charCount(c);
        }
        return at < text.length() ? shown.append('…').toString() : shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        if (isHarmless(c)) {
            shown.appendCodePoint(c);
        } else {
            shown.append(String.format(Character.isBmpCodePoint(c) ? "\\u%04x" : "\\u{%x}", c));
        }
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
