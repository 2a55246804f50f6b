package org.moqj.core.internal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/**
 * Writes one subgroup; of a track that is delivered by object, one subgroup or datagram for each object. For one thread
 * at a time, which it checks; any thread may end it, as the group's writer does.
 */
final class CoreSubgroupWriter implements SubgroupWriter {

    private static final long NEXT = -1;

    private final PublishedTrack track;
    private final CoreGroupWriter group;
    private final SubgroupInput input;
    private final ForwardingPreference preference;
    private final boolean objectPerStream;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private long lastObjectId = -1;
    private boolean ended;

    /** Where the writer is. Whoever ends it while a thread writes leaves the last step to that thread. */
    private enum State {
        OPEN,
        WRITING,
        WRITING_THEN_CLOSED,
        WRITING_THEN_RESET,
        OVER
    }

    CoreSubgroupWriter(PublishedTrack track, CoreGroupWriter group, long subgroupId, int publisherPriority) {
        this.track = track;
        this.group = group;
        TrackOptions.Delivery delivery = track.options().delivery();
        this.objectPerStream = delivery == TrackOptions.Delivery.OBJECT_PER_STREAM;
        this.preference = delivery == TrackOptions.Delivery.DATAGRAM
                ? ForwardingPreference.DATAGRAM
                : ForwardingPreference.SUBGROUP;
        this.input = SubgroupInput.ofWriter(track, group.ending(), group.groupId(), subgroupId, publisherPriority);
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
        return write(NEXT, payload, 0, payload.length, List.of());
    }

    @Override
    public CompletableFuture<Void> write(ByteBuffer payload) {
        return write(payload, List.of());
    }

    @Override
    public CompletableFuture<Void> write(ByteBuffer payload, List<ExtensionHeader> extensionHeaders) {
        return writeRemaining(NEXT, payload, extensionHeaders);
    }

    @Override
    public CompletableFuture<Void> write(long objectId, ByteBuffer payload, List<ExtensionHeader> extensionHeaders) {
        return writeRemaining(checked(objectId), payload, extensionHeaders);
    }

    private CompletableFuture<Void> writeRemaining(
            long objectId, ByteBuffer payload, List<ExtensionHeader> extensionHeaders) {
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
        enter();
        try {
            long id = take(objectId);
            add(MoqObject.of(
                    groupId(),
                    subgroupOf(id),
                    id,
                    input.publisherPriority(),
                    preference,
                    extensionHeaders,
                    payload,
                    offset,
                    length));
        } finally {
            leave();
        }
        return track.whenThereIsRoom();
    }

    @Override
    public CompletableFuture<Void> writeStatus(
            long objectId, ObjectStatus status, List<ExtensionHeader> extensionHeaders) {
        checkMarker(status, extensionHeaders);
        checked(objectId);
        enter();
        try {
            takeMarker(objectId, status);
            add(MoqObject.ofStatus(
                    groupId(),
                    subgroupOf(objectId),
                    objectId,
                    input.publisherPriority(),
                    preference,
                    extensionHeaders,
                    status));
        } finally {
            leave();
        }
        return track.whenThereIsRoom();
    }

    private void checkMarker(ObjectStatus status, List<ExtensionHeader> extensionHeaders) {
        switch (status) {
            case NORMAL -> throw new IllegalArgumentException("NORMAL is no marker");
            case DOES_NOT_EXIST -> {
                if (!extensionHeaders.isEmpty()) {
                    throw new IllegalArgumentException("What does not exist has no extension headers");
                }
            }
            case END_OF_SUBGROUP -> {
                if (objectPerStream || preference == ForwardingPreference.DATAGRAM) {
                    throw new IllegalArgumentException(track.name() + " has no subgroups: it is delivered by "
                            + track.options().delivery());
                }
            }
            case END_OF_GROUP, END_OF_TRACK -> {}
        }
        checkExtensionHeaders(extensionHeaders);
    }

    private static long checked(long objectId) {
        if (objectId < 0 || objectId > Location.MAX_ID) {
            throw new IllegalArgumentException("Ids are 0 to 2^62-1: " + objectId);
        }
        return objectId;
    }

    private long subgroupOf(long objectId) {
        return objectPerStream || preference == ForwardingPreference.DATAGRAM ? objectId : subgroupId();
    }

    private void checkExtensionHeaders(List<ExtensionHeader> extensionHeaders) {
        if (!extensionHeaders.isEmpty() && !track.options().extensionHeaders()) {
            throw new IllegalArgumentException(track.name() + " was made without extension headers");
        }
    }

    /** Begins a write, where none is under way and nothing has ended. */
    private void enter() {
        if (!state.compareAndSet(State.OPEN, State.WRITING)) {
            throw state.get() == State.OVER
                    ? hasEnded()
                    : new IllegalStateException("Two threads write to one subgroup at once");
        }
        if (track.isFinishing()) {
            leave();
            throw hasEnded();
        }
    }

    private IllegalStateException hasEnded() {
        return new IllegalStateException("Group " + groupId() + " of " + track.name() + " has ended");
    }

    /** Ends a write, and the subgroup where that was asked for meanwhile. */
    private void leave() {
        if (!state.compareAndSet(State.WRITING, State.OPEN)) {
            State asked = state.getAndSet(State.OVER);
            if (asked == State.WRITING_THEN_RESET) {
                input.addReset();
            } else {
                input.addEnd();
            }
        }
    }

    /** Takes the group's next id, or the one that is given where it is above all others of this subgroup. */
    private long take(long objectId) {
        checkNotEnded();
        if (objectId == NEXT) {
            lastObjectId = group.ids().takeNext();
        } else {
            checkRises(objectId);
            group.ids().take(objectId);
            lastObjectId = objectId;
        }
        return lastObjectId;
    }

    private void takeMarker(long objectId, ObjectStatus status) {
        checkNotEnded();
        checkRises(objectId);
        switch (status) {
            case END_OF_GROUP -> group.ids().takeEnd(objectId, false);
            case END_OF_TRACK -> group.ids().takeEnd(objectId, true);
            case END_OF_SUBGROUP -> ended = true; // the id may be another subgroup's object
            case NORMAL, DOES_NOT_EXIST -> group.ids().take(objectId);
        }
        lastObjectId = objectId;
    }

    private void checkNotEnded() {
        if (ended) {
            throw new IllegalStateException("Subgroup " + subgroupId() + " of group " + groupId() + " of "
                    + track.name() + " has ended with the marker at " + lastObjectId);
        }
    }

    private void checkRises(long objectId) {
        if (objectId <= lastObjectId) {
            throw new IllegalArgumentException("Object ids rise: " + objectId + " after " + lastObjectId);
        }
    }

    private void add(MoqObject object) {
        if (objectPerStream) {
            SubgroupInput.ofWriter(track, group.ending(), groupId(), object.subgroupId(), input.publisherPriority())
                    .addLast(object);
        } else {
            input.add(object);
        }
    }

    @Override
    public long nextObjectId() {
        return group.nextObjectId();
    }

    @Override
    public void reset() {
        if (state.compareAndSet(State.OPEN, State.OVER)) {
            input.addReset();
        } else if (!state.compareAndSet(State.WRITING, State.WRITING_THEN_RESET) && !isEnding()) {
            reset(); // the write ended just now
        }
    }

    @Override
    public void close() {
        if (state.compareAndSet(State.OPEN, State.OVER)) {
            input.addEnd();
        } else if (!state.compareAndSet(State.WRITING, State.WRITING_THEN_CLOSED) && !isEnding()) {
            close(); // the write ended just now
        }
    }

    private boolean isEnding() {
        State now = state.get();
        return now != State.OPEN && now != State.WRITING;
    }
}
