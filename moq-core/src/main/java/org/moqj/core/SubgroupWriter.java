package org.moqj.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ObjectStatus;

/**
 * Writes the objects of one subgroup, in the order of their ids. For one thread at a time, like a stream; used by two
 * at once it throws {@link IllegalStateException}.
 *
 * <p>Each write returns a future that completes when there is room for more: a live source may ignore it, and the
 * slowest subscribers lose whole groups once their limits are reached; a source that can wait should. Payloads are
 * handed over: the array or buffer is not to be changed any more.
 */
public interface SubgroupWriter extends AutoCloseable {

    /** Returns the group's id. */
    long groupId();

    /** Returns the subgroup's id. */
    long subgroupId();

    /** Writes the next object of the group. */
    CompletableFuture<Void> write(byte[] payload);

    /** Writes the next object of the group: what remains in {@code payload}. */
    CompletableFuture<Void> write(ByteBuffer payload);

    /** Writes the next object of the group: {@code text} as UTF-8. */
    default CompletableFuture<Void> write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the next object of the group, with extension headers. */
    CompletableFuture<Void> write(ByteBuffer payload, List<ExtensionHeader> extensionHeaders);

    /**
     * Writes an object with an id of its own; ids in between do not exist or come in other subgroups.
     *
     * @throws IllegalArgumentException where the id is not above all others of this subgroup, or was used in another one
     *     of the group
     * @throws IllegalStateException where the subgroup, the group or the track has ended, also by a marker
     */
    CompletableFuture<Void> write(long objectId, ByteBuffer payload, List<ExtensionHeader> extensionHeaders);

    /**
     * Writes a marker without a payload. Behind {@link ObjectStatus#END_OF_GROUP} nothing can be written to the group,
     * behind {@link ObjectStatus#END_OF_TRACK} nothing to the track, behind {@link ObjectStatus#END_OF_SUBGROUP} nothing
     * to this subgroup; what has a smaller id can still come in other subgroups. The writers are still to be closed.
     *
     * @param objectId the id that {@code status} is said of; of the end of a group or track above all ids of the group
     * @throws IllegalArgumentException for {@link ObjectStatus#NORMAL}, an id that is not above all others of this
     *     subgroup, one that was used in another, an end before what was written, or an object that does not exist with
     *     extension headers
     * @throws IllegalStateException as {@link #write(long, ByteBuffer, List)} has it
     */
    CompletableFuture<Void> writeStatus(long objectId, ObjectStatus status, List<ExtensionHeader> extensionHeaders);

    /** Returns the id that the next object without an id of its own gets. */
    long nextObjectId();

    /** Abandons the subgroup: what was not sent yet is dropped, and its streams are reset. */
    void reset();

    /** Ends the subgroup. No effect when it has ended. */
    @Override
    void close();
}
