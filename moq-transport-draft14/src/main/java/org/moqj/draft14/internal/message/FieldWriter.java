package org.moqj.draft14.internal.message;

import java.util.List;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.Location;

/** Where the fields of a message go: to bytes, or to named values for people. The mirror of {@link FieldReader}. */
public interface FieldWriter {

    /** Appends a variable-length integer. */
    void varint(String field, long value);

    /** Appends one byte, 0 to 255. */
    void u8(String field, int value);

    /** Appends a count and variable-length integers. */
    void varints(String field, List<Long> values);

    /** Appends a length and bytes, which usually are text. */
    void bytes(String field, ByteString value);

    /** Appends a tuple: a count, and fields of bytes. */
    void tuple(String field, List<ByteString> fields);

    /** Appends a group and an object id. */
    void location(String field, Location value);

    /** Appends the parameters. */
    void parameters(ParameterScope scope, Parameters value);

    /** Appends 1 for true and 0 for false, in one byte. */
    default void flag(String field, boolean value) {
        u8(field, value ? 1 : 0);
    }
}
