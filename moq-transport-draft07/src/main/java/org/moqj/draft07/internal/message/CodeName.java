package org.moqj.draft07.internal.message;

/** What a code is called that the draft has no name for. */
public final class CodeName {

    private CodeName() {}

    /** Returns {@code code} as {@code 0x…}. */
    public static String hex(long code) {
        return "0x" + Long.toHexString(code);
    }
}
