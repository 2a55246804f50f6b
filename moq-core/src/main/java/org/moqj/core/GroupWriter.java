package org.moqj.core;

/**
 * Writes one group. Without more, its objects go to subgroup 0 (by {@link TrackOptions.Delivery#SUBGROUP}), to a
 * subgroup each or to datagrams; {@link #subgroup} opens others beside it.
 */
public interface GroupWriter extends SubgroupWriter {

    /**
     * Opens another subgroup.
     *
     * @param subgroupId 0 to 2^62-1, not opened before in this group
     * @param publisherPriority 0 (first) to 255
     * @throws IllegalArgumentException for an id that was used already
     * @throws IllegalStateException where the track is not delivered by subgroups, or the group was closed
     */
    SubgroupWriter subgroup(long subgroupId, int publisherPriority);

    /** Ends the group: all its subgroups end where they are. No effect when it has ended. */
    @Override
    void close();
}
