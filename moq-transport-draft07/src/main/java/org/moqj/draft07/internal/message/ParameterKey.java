package org.moqj.draft07.internal.message;

/** A parameter that the draft defines: its number, its name, and what its value is. */
public sealed interface ParameterKey permits SetupParameter, VersionParameter {

    /** What a parameter's value is. */
    enum Kind {
        /** One varint that fills the value exactly. */
        VARINT,
        /** Bytes of any length. */
        BYTES
    }

    /** Returns the Parameter Type. */
    long code();

    /** Returns the name, as the draft spells it. */
    String label();

    /** Returns what the value is. */
    Kind kind();
}
