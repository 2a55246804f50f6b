package org.moqj.core.internal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.moqj.core.GroupWriter;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.Location;
import org.moqj.core.model.ObjectStatus;

/** Writes one group: through its first subgroup, and others that are opened beside it. */
final class CoreGroupWriter implements GroupWriter {

    private final PublishedTrack track;
    private final long groupId;
    private final GroupIds ids;
    private final GroupEnding ending;
    private final UsedIds usedSubgroups = new UsedIds();
    private final Queue<SubgroupWriter> others = new ConcurrentLinkedQueue<>();
    private final CoreSubgroupWriter first;
    private boolean over;

    CoreGroupWriter(PublishedTrack track, long groupId) {
        this.track = track;
        this.groupId = groupId;
        this.ids = new GroupIds(track.ids(), groupId);
        this.ending = new GroupEnding(track, groupId);
        usedSubgroups.use(0);
        this.first = new CoreSubgroupWriter(track, this, 0, track.options().publisherPriority());
    }

    @Override
    public SubgroupWriter subgroup(long subgroupId, int publisherPriority) {
        if (track.options().delivery() != TrackOptions.Delivery.SUBGROUP) {
            throw new IllegalStateException(
                    track.name() + " is delivered by " + track.options().delivery());
        }
        if (publisherPriority < 0 || publisherPriority > 255) {
            throw new IllegalArgumentException("A priority is 0 to 255: " + publisherPriority);
        }
        if (!usedSubgroups.use(new Location(groupId, subgroupId).object())) {
            throw new IllegalArgumentException("Subgroup " + subgroupId + " was opened before");
        }
        return open(subgroupId, publisherPriority);
    }

    private synchronized SubgroupWriter open(long subgroupId, int publisherPriority) {
        if (over) {
            throw new IllegalStateException("Group " + groupId + " of " + track.name() + " has ended");
        }
        CoreSubgroupWriter writer = new CoreSubgroupWriter(track, this, subgroupId, publisherPriority);
        others.add(writer);
        return writer;
    }

    GroupIds ids() {
        return ids;
    }

    GroupEnding ending() {
        return ending;
    }

    private synchronized void end() {
        over = true;
    }

    @Override
    public long groupId() {
        return groupId;
    }

    @Override
    public long subgroupId() {
        return 0;
    }

    @Override
    public CompletableFuture<Void> write(byte[] payload) {
        return first.write(payload);
    }

    @Override
    public CompletableFuture<Void> write(ByteBuffer payload) {
        return first.write(payload);
    }

    @Override
    public CompletableFuture<Void> write(ByteBuffer payload, List<ExtensionHeader> extensionHeaders) {
        return first.write(payload, extensionHeaders);
    }

    @Override
    public CompletableFuture<Void> write(long objectId, ByteBuffer payload, List<ExtensionHeader> extensionHeaders) {
        return first.write(objectId, payload, extensionHeaders);
    }

    @Override
    public CompletableFuture<Void> writeStatus(
            long objectId, ObjectStatus status, List<ExtensionHeader> extensionHeaders) {
        return first.writeStatus(objectId, status, extensionHeaders);
    }

    @Override
    public long nextObjectId() {
        return ids.next();
    }

    @Override
    public void reset() {
        end();
        others.forEach(SubgroupWriter::reset);
        first.reset();
    }

    @Override
    public void close() {
        end();
        others.forEach(SubgroupWriter::close);
        first.close();
    }
}
