package org.moqj.draft14.internal.message;

import org.moqj.core.model.ByteString;

/** A parameter of a message: a key-value pair (draft-14, section 1.4.2). */
public sealed interface Parameter {

    /** Returns the type, whose meaning depends on the message. */
    long type();

    /** A parameter of an even type. */
    record Numeric(long type, long value) implements Parameter {}

    /** A parameter of an odd type. */
    record Binary(long type, ByteString value) implements Parameter {

        /** Returns type and size: values may be secrets. */
        @Override
        public String toString() {
            return "Binary[type=" + type + ", size=" + value.size() + "]";
        }
    }

    /** AUTHORIZATION TOKEN in a message that may have it. */
    record Authorization(Token token) implements Parameter {

        @Override
        public long type() {
            return KnownParameter.AUTHORIZATION_TOKEN.type();
        }
    }
}
