package org.moqj.cli.publish;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.GroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;

/**
 * Writes one track, one group at a time. A write waits while there is no room for it, so that
 * a source that can wait does.
 */
public final class TrackWriter {

    private final TrackPublisher track;
    private final Stop stop;
    private final Publication.Watcher watcher;
    private @Nullable GroupWriter group;

    TrackWriter(TrackPublisher track, Stop stop, Publication.Watcher watcher) {
        this.track = track;
        this.stop = stop;
        this.watcher = watcher;
    }

    /** Ends the current group; the next object opens the next one. */
    public void endGroup() {
        if (group != null) {
            group.close();
            group = null;
        }
    }

    /** Opens a group by its id, after the end of the current one. */
    public void openGroup(long groupId) {
        endGroup();
        group = track.group(groupId);
    }

    /** Writes the next object of the current group, opening the next group where there is none. */
    public void write(ByteBuffer payload) {
        if (group == null) {
            group = track.nextGroup();
        }
        GroupWriter to = group;
        watcher.onObject(track.name(), place(to), payload);
        stop.await(to.write(payload));
    }

    /** Writes {@code text} as UTF-8. */
    public void write(String text) {
        write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Publication.Placed place(GroupWriter to) {
        TrackOptions options = track.options();
        long objectId = to.nextObjectId();
        // The subgroup of a datagram, and of an object that has a stream to itself, has the object's id.
        long subgroupId = options.delivery() == TrackOptions.Delivery.SUBGROUP ? to.subgroupId() : objectId;
        return new Publication.Placed(to.groupId(), subgroupId, objectId, options.publisherPriority());
    }
}
