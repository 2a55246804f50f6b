package org.moqj.core.internal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/**
 * Writes one subgroup; of a track that is delivered by object, one subgroup or datagram for each object. For one thread
 * at a time, which it checks.
 */
final class CoreSubgroupWriter implements SubgroupWriter {

    private final PublishedTrack track;
    private final CoreGroupWriter group;
    private final SubgroupInput input;
    private final ForwardingPreference preference;
    private final boolean objectPerStream;
    private final AtomicBoolean writing = new AtomicBoolean();
    private long lastObjectId = -1;
    private boolean over;

    CoreSubgroupWriter(PublishedTrack track, CoreGroupWriter group, long subgroupId, int publisherPriority) {
        this.track = track;
        this.group = group;
        TrackOptions.Delivery delivery = track.options().delivery();
        this.objectPerStream = delivery == TrackOptions.Delivery.OBJECT_PER_STREAM;
        this.preference = delivery == TrackOptions.Delivery.DATAGRAM
                ? ForwardingPreference.DATAGRAM
                : ForwardingPreference.SUBGROUP;
        this.input = new SubgroupInput(track, group.groupId(), subgroupId, publisherPriority);
    }

    @Override
    public long groupId() {
        return input.groupId();
    }

    @Override
    public long subgroupId() {
        return input.subgroupId();
    }

    @Override
    public CompletableFuture<Void> write(byte[] payload) {
        return write(group.takeObjectId(), payload, 0, payload.length, List.of());
    }

    @Override
    public CompletableFuture<Void> write(ByteBuffer payload) {
        return write(payload, List.of());
    }

    @Override
    public CompletableFuture<Void> write(ByteBuffer payload, List<ExtensionHeader> extensionHeaders) {
        return write(group.takeObjectId(), payload, extensionHeaders);
    }

    @Override
    public CompletableFuture<Void> write(long objectId, ByteBuffer payload, List<ExtensionHeader> extensionHeaders) {
        if (payload.hasArray()) {
            int offset = payload.arrayOffset() + payload.position();
            return write(objectId, payload.array(), offset, payload.remaining(), extensionHeaders);
        }
        byte[] copy = new byte[payload.remaining()];
        payload.duplicate().get(copy);
        return write(objectId, copy, 0, copy.length, extensionHeaders);
    }

    private CompletableFuture<Void> write(
            long objectId, byte[] payload, int offset, int length, List<ExtensionHeader> extensionHeaders) {
        checkExtensionHeaders(extensionHeaders);
        return add(MoqObject.of(
                groupId(),
                subgroupOf(objectId),
                new Location(groupId(), objectId).object(),
                input.publisherPriority(),
                preference,
                extensionHeaders,
                payload,
                offset,
                length));
    }

    @Override
    public CompletableFuture<Void> writeStatus(
            long objectId, ObjectStatus status, List<ExtensionHeader> extensionHeaders) {
        if (status == ObjectStatus.NORMAL) {
            throw new IllegalArgumentException("NORMAL is no marker");
        }
        checkExtensionHeaders(extensionHeaders);
        return add(MoqObject.ofStatus(
                groupId(),
                subgroupOf(objectId),
                new Location(groupId(), objectId).object(),
                input.publisherPriority(),
                preference,
                extensionHeaders,
                status));
    }

    private long subgroupOf(long objectId) {
        return objectPerStream || preference == ForwardingPreference.DATAGRAM ? objectId : subgroupId();
    }

    private void checkExtensionHeaders(List<ExtensionHeader> extensionHeaders) {
        if (!extensionHeaders.isEmpty() && !track.options().extensionHeaders()) {
            throw new IllegalArgumentException(track.name() + " was made without extension headers");
        }
    }

    private CompletableFuture<Void> add(MoqObject object) {
        if (!writing.compareAndSet(false, true)) {
            throw new IllegalStateException("Two threads write to one subgroup at once");
        }
        try {
            if (over || track.isFinishing()) {
                throw new IllegalStateException("Group " + groupId() + " of " + track.name() + " has ended");
            }
            if (object.objectId() <= lastObjectId) {
                throw new IllegalArgumentException("Object ids rise: " + object.objectId() + " after " + lastObjectId);
            }
            lastObjectId = object.objectId();
            group.useObjectId(lastObjectId);
            if (objectPerStream) {
                new SubgroupInput(track, groupId(), object.subgroupId(), input.publisherPriority()).addLast(object);
            } else {
                input.add(object);
            }
        } finally {
            writing.set(false);
        }
        return track.whenThereIsRoom();
    }

    @Override
    public long nextObjectId() {
        return group.nextObjectId();
    }

    @Override
    public void reset() {
        if (!over) {
            over = true;
            input.addReset();
        }
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            input.addEnd();
        }
    }
}
