package org.moqj.core;

/**
 * A draft of MoQ Transport, by its number. The library finds the drafts it speaks on the class or module path, see
 * {@link #available()}.
 *
 * @param number the draft's number, such as 14 for draft-ietf-moq-transport-14
 */
public record MoqDraft(int number) implements Comparable<MoqDraft> {

    /** draft-ietf-moq-transport-07. */
    public static final MoqDraft DRAFT_07 = new MoqDraft(7);

    /** draft-ietf-moq-transport-14. */
    public static final MoqDraft DRAFT_14 = new MoqDraft(14);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException for a negative number
     */
    public MoqDraft {
        Checks.inRange(number, 0, 0xffff, "draft number");
    }

    /** Returns the version number on the wire, 0xff000000 plus the draft's number. */
    public long version() {
        return 0xff000000L + number;
    }

    /** Returns the drafts that are found here, newest first: the order in which a client tries them. */
    public static java.util.List<MoqDraft> available() {
        return org.moqj.core.internal.Drafts.available();
    }

    @Override
    public int compareTo(MoqDraft other) {
        return Integer.compare(number, other.number);
    }

    /** Returns the name that people use, such as {@code draft-14} or {@code draft-07}. */
    @Override
    public String toString() {
        return String.format("draft-%02d", number);
    }
}
