package org.moqj.tests.fuzz;

import java.util.Arrays;

/** Reads an input as numbers and pieces of bytes; what is missing at its end is 0 and empty. */
final class Script {

    private final byte[] input;
    private int position;

    Script(byte[] input) {
        this.input = input;
    }

    boolean hasMore() {
        return position < input.length;
    }

    /** Returns the next byte, 0 to 255. */
    int number() {
        return hasMore() ? input[position++] & 0xff : 0;
    }

    /** Returns bytes behind a length of one byte. */
    byte[] bytes() {
        int length = number();
        int from = position;
        position = Math.min(input.length, from + length);
        return Arrays.copyOfRange(input, from, position);
    }
}
