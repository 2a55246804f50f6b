package org.moqj.core.spi.draft;

/**
 * What the header of a subgroup's stream says.
 *
 * @param groupId the group
 * @param subgroupId the subgroup
 * @param publisherPriority 0 (first) to 255
 * @param extensionHeaders whether objects on this stream may have extension headers; of no meaning in draft-07
 * @param endsGroup whether the last object before the stream's end is its group's last; false where it is not said
 */
public record SubgroupHeader(
        long groupId, long subgroupId, int publisherPriority, boolean extensionHeaders, boolean endsGroup) {}
