package org.moqj.draft14.internal.data;

import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.StreamEnd;

/** Why a stream cannot be read any further although the session goes on. Checked, so that no caller forgets to stop it. */
public final class StreamFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final StreamEnd.Kind kind;

    private StreamFault(StreamEnd.Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** An object is larger than this end accepts. */
    public static StreamFault overLimit(String field, long length, int limit) {
        return new StreamFault(StreamEnd.Kind.OVER_LIMIT, field + " " + length + " is over the limit " + limit);
    }

    /** Too much has arrived of objects that are not complete, on all streams of the session. */
    static StreamFault overBudget(int bytes, ByteBudget budget) {
        return new StreamFault(
                StreamEnd.Kind.OVER_LIMIT,
                "Unfinished objects take " + budget.used() + " bytes, " + bytes + " more are over the limit "
                        + budget.max());
    }

    /** What is said of an object makes its track malformed (draft-14, section 2.5). */
    public static StreamFault malformed(String message) {
        return new StreamFault(StreamEnd.Kind.MALFORMED, message);
    }

    /** Returns how the stream's end is reported. */
    public StreamEnd.Kind kind() {
        return kind;
    }
}
