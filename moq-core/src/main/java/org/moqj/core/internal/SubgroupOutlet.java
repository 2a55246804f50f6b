package org.moqj.core.internal;

import org.jspecify.annotations.Nullable;
import org.moqj.core.internal.TrackLog.SubgroupLog;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the objects of one input go: to a subgroup of the track. On a track that is passed on, streams of the same subgroup
 * meet in one, each object of which goes out once, whoever brings it first; what is not known to come next in it goes to
 * a stream of its own (draft-14, section 10.4.3). Confined to the track's home executor.
 */
final class SubgroupOutlet {

    private static final Logger LOG = LoggerFactory.getLogger(SubgroupOutlet.class);
    private static final long NONE = -1;

    private final PublishedTrack track;
    private final SubgroupHeader header;
    private final @Nullable Passage source;
    private @Nullable SubgroupLog subgroup;
    private long latest = NONE;

    /**
     * Makes an outlet.
     *
     * @param source whose stream it is; null for what is written here
     */
    SubgroupOutlet(PublishedTrack track, SubgroupHeader header, @Nullable Passage source) {
        this.track = track;
        this.header = header;
        this.source = source;
    }

    /** Takes an object; {@code last} where the input is known to end with it. */
    void write(MoqObject object, boolean last) {
        if (source == null) {
            track.write(subgroup == null ? begin() : subgroup, object, last);
        } else if (track.admits(source, object)) {
            SubgroupLog into = subgroup == null ? beginOrJoin() : subgroup;
            pass(into, object, last);
        }
    }

    private SubgroupLog begin() {
        SubgroupLog begun = track.begin(header);
        begun.inputs++;
        subgroup = begun;
        return begun;
    }

    private SubgroupLog beginOrJoin() {
        SubgroupLog known = track.find(header);
        if (known == null) {
            return begin();
        }
        known.inputs++;
        subgroup = known;
        return known;
    }

    private void pass(SubgroupLog into, MoqObject object, boolean last) {
        // What this stream had before is there already: nothing of the subgroup is between that and this.
        boolean isNext = into.largest == NONE || (latest != NONE && latest <= into.largest);
        latest = object.objectId();
        if (latest <= into.largest) {
            return;
        }
        if (into.isComplete()) {
            LOG.debug("object {} of {} is beyond the end of its subgroup", object.location(), track.name());
            return;
        }
        if (into.ended || (!isNext && into.inputs == 1)) {
            into = goOn(into, !isNext);
        } else if (!isNext) {
            return; // for another stream, which is open, to bring: it may know what comes before it
        }
        track.write(into, object, last && !into.gap);
    }

    /** Goes on with a subgroup that broke off, or of which something is missing here. */
    private SubgroupLog goOn(SubgroupLog before, boolean gap) {
        before.inputs--;
        if (!before.ended) {
            track.end(before, SubgroupEnd.BROKEN_OFF);
        }
        if (gap) {
            track.lost(header.groupId());
        }
        SubgroupLog after = begin();
        after.largest = before.largest;
        after.gap = before.gap || gap;
        return after;
    }

    /** Nothing more comes: all of it has come, or it {@code brokeOff}. */
    void end(boolean brokeOff) {
        SubgroupLog from = subgroup;
        if (from == null) {
            if (brokeOff && source != null) {
                track.lost(header.groupId());
            }
            return;
        }
        from.inputs--;
        if (from.ended) {
            return;
        }
        boolean isWhole = source == null || latest == from.largest;
        if (!brokeOff && isWhole) {
            track.end(from, from.gap ? SubgroupEnd.INCOMPLETE : SubgroupEnd.COMPLETE);
        } else if (from.inputs == 0) {
            if (source != null) {
                track.lost(header.groupId());
            }
            track.end(from, brokeOff ? SubgroupEnd.BROKEN_OFF : SubgroupEnd.INCOMPLETE);
        }
    }
}
