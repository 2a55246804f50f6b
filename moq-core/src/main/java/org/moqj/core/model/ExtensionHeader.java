package org.moqj.core.model;

/**
 * A key-value pair beside an object's payload, visible to relays (draft-14, section 10.2.1.2). Of even types the value
 * is a number, of odd types it is bytes.
 */
public sealed interface ExtensionHeader {

    /** Returns the type, 0 to 2^62-1. */
    long type();

    /**
     * An extension header of an even type.
     *
     * @param type an even number
     * @param value 0 to 2^62-1
     */
    record Numeric(long type, long value) implements ExtensionHeader {

        /**
         * Checks type and value.
         *
         * @throws IllegalArgumentException for an odd type, or numbers outside 0 to 2^62-1
         */
        public Numeric {
            if ((type & 1) != 0 || type < 0 || type > Location.MAX_ID || value < 0 || value > Location.MAX_ID) {
                throw new IllegalArgumentException("Not an even type with a value of 62 bits: " + type + "=" + value);
            }
        }
    }

    /**
     * An extension header of an odd type.
     *
     * @param type an odd number
     * @param value at most 65535 bytes
     */
    record Binary(long type, ByteString value) implements ExtensionHeader {

        /** The most bytes that a value may have. */
        public static final int MAX_VALUE = 65535;

        /**
         * Checks type and value.
         *
         * @throws IllegalArgumentException for an even type, or a value that is too long
         */
        public Binary {
            if ((type & 1) != 1 || type < 0 || type > Location.MAX_ID || value.size() > MAX_VALUE) {
                throw new IllegalArgumentException(
                        "Not an odd type with at most " + MAX_VALUE + " bytes: " + type + ", " + value.size());
            }
        }

        /** Returns the type and the size of the value. */
        @Override
        public String toString() {
            return "Binary[type=" + type + ", size=" + value.size() + "]";
        }
    }
}
