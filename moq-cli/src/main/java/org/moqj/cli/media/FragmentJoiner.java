package org.moqj.cli.media;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/**
 * Puts the fragments of one track together again, from objects in order: an object holds a whole fragment (draft-14's
 * {@code moq-pub}), or a {@code moof} and the next object its {@code mdat} (draft-07's). Begins with a group's first
 * object, because a decoder cannot begin elsewhere.
 */
public final class FragmentJoiner {

    private boolean begun;
    private @Nullable MoqObject moof;
    private long incomplete;

    /**
     * Takes the track's next object.
     *
     * @return the fragment that it completes, as whole boxes, read-only
     */
    public Optional<ByteBuffer> accept(MoqObject object) {
        begun |= object.objectId() == 0;
        if (!begun || object.status() != ObjectStatus.NORMAL || object.payloadSize() == 0) {
            return Optional.empty();
        }
        List<String> types = types(object);
        if (types.contains("moof") && types.contains("mdat")) {
            forgetMoof();
            return Optional.of(object.payload());
        }
        if (types.contains("moof")) {
            forgetMoof();
            moof = object;
            return Optional.empty();
        }
        return types.contains("mdat") ? join(object) : leaveOut();
    }

    /** Returns how many objects were part of a fragment whose other part is missing, or were no media at all. */
    public long incomplete() {
        return incomplete;
    }

    private Optional<ByteBuffer> join(MoqObject mdat) {
        MoqObject first = moof;
        moof = null;
        boolean belongs = first != null && first.groupId() == mdat.groupId() && first.objectId() + 1 == mdat.objectId();
        if (first == null || !belongs) {
            incomplete += first == null ? 1 : 2;
            return Optional.empty();
        }
        ByteBuffer both = ByteBuffer.allocate(first.payloadSize() + mdat.payloadSize());
        first.copyPayloadTo(both);
        mdat.copyPayloadTo(both);
        return Optional.of(both.flip().asReadOnlyBuffer());
    }

    private void forgetMoof() {
        incomplete += moof == null ? 0 : 1;
        moof = null;
    }

    private Optional<ByteBuffer> leaveOut() {
        incomplete++;
        return Optional.empty();
    }

    /** The types of the boxes that the payload consists of; none where it does not consist of whole boxes. */
    private static List<String> types(MoqObject object) {
        try {
            return Box.in(object.payload()).stream().map(Box::type).toList();
        } catch (MediaFormatException e) {
            return List.of();
        }
    }
}
