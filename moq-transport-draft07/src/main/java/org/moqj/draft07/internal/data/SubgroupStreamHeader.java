package org.moqj.draft07.internal.data;

/**
 * STREAM_HEADER_SUBGROUP (draft-07, section 7.3.1).
 *
 * @param subscribeId the Subscribe ID that the dialect of moq-rs puts first; {@link #NO_SUBSCRIBE_ID} in the draft's
 *     own layout
 * @param trackAlias the subscriber's number for the track
 * @param groupId the group
 * @param subgroupId the subgroup
 * @param publisherPriority 0 (first) to 255
 */
public record SubgroupStreamHeader(
        long subscribeId, long trackAlias, long groupId, long subgroupId, int publisherPriority) {

    /** Stands for a Subscribe ID that is not on the wire. */
    public static final long NO_SUBSCRIBE_ID = -1;
}
