package org.moqj.core;

/** Makes text that a peer sent fit for logs and messages: control characters escaped, length capped. */
public final class PeerText {

    private static final int MAX_SHOWN = 200;

    private PeerText() {}

    /** Returns at most 200 characters of {@code text}, in which nothing can forge a line or drive a terminal. */
    public static String shown(String text) {
        int length = Math.min(text.length(), MAX_SHOWN);
        StringBuilder shown = new StringBuilder(length + 16);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || c == '\u2028'
                    || c == '\u2029') {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return text.length() > MAX_SHOWN ? shown.append('…').toString() : shown.toString();
    }
}
