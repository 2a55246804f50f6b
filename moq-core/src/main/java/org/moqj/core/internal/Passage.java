package org.moqj.core.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * The way of a subscription's objects to a track that is published here: each as it is, on a subgroup that begins and
 * ends as its stream does. What is fetched of the group that was joined in its middle goes before it. Confined to the
 * subscription's session executor; the track takes what is ready in turns of its own.
 */
final class Passage {

    /** How long a subgroup that was fetched waits for the stream that goes on with it, once its group is past. */
    private static final Duration CONTINUATION = Duration.ofSeconds(1);

    /** How long to wait for what comes live to show how objects travel; a fetch does not say. */
    private static final Duration UNDECIDED = Duration.ofSeconds(1);

    private static final int MAX_HELD_DATAGRAMS = 256;

    private final PublishedTrack track;
    private final SessionExecutor executor;
    private final Consumer<Boolean> hold;
    private final Consumer<String> onRefused;
    private final Beginning beginning;
    private final Map<Long, PassedGroup> groups = new HashMap<>();
    private final Set<PassedSubgroup> open = new LinkedHashSet<>();
    private final Map<Long, PassedSubgroup> fetched = new HashMap<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private int heldDatagrams;
    private boolean filling;
    private @Nullable Fill undecided;
    private boolean audienceBehind;
    private boolean over;

    // The track's home executor only.
    private boolean refused;

    /**
     * Makes a passage.
     *
     * @param hold told on {@code executor} when the publisher is to wait, and when no longer
     * @param onRefused told on {@code executor} why the track takes no more
     * @param beginning how it begins
     */
    Passage(
            PublishedTrack track,
            SessionExecutor executor,
            Consumer<Boolean> hold,
            Consumer<String> onRefused,
            Beginning beginning) {
        this.beginning = beginning;
        this.onRefused = onRefused;
        this.track = track;
        this.executor = executor;
        this.hold = hold;
    }

    /** How a track gets the beginning of the group that its subscription joins. */
    interface Beginning {

        void join(Passage passage, SubscriptionGranted granted, SubscribeHandle agreed);
    }

    /** The publisher agreed. */
    void join(SubscriptionGranted granted, SubscribeHandle agreed) {
        beginning.join(this, granted, agreed);
    }

    /**
     * These are the terms.
     *
     * @param inItsOrder whether groups come in the order that it says
     */
    void begin(SubscriptionGranted granted, boolean inItsOrder) {
        Hops.offer(track.home(), () -> track.passedFrom(this, granted, inItsOrder));
    }

    /** All comes from {@code first} on. */
    void joinedAt(Location first) {
        Hops.offer(track.home(), () -> track.joinedAt(first));
    }

    // ---- the beginning of a group that was joined in its middle

    /** Holds back what comes until {@link #filled}. */
    void fill() {
        filling = true;
        updateHold();
    }

    /** What was fetched of a group, and from where on the track has all. */
    private record Fill(List<MoqObject> beginning, Location first) {

        /** Returns whether it may have been sent in datagrams: then each object is a subgroup of its own. */
        boolean mayBeDatagrams() {
            return !beginning.isEmpty()
                    && beginning.stream().allMatch(object -> object.subgroupId() == object.objectId());
        }
    }

    /**
     * What was held back goes on, after {@code beginning}; which is empty where there is none to be had. All comes from
     * {@code first} on. Where it may have been datagrams, the first that comes live tells: a track is all streams or all
     * datagrams (draft-14, section 2.5). Where nothing comes, as of a catalog, it was a stream.
     */
    void filled(List<MoqObject> beginning, Location first) {
        if (over || !filling) {
            return;
        }
        Fill fill = new Fill(beginning, first);
        if (held.isEmpty() && fill.mayBeDatagrams()) {
            undecided = fill;
            updateHold();
            executor.schedule(UNDECIDED, () -> decide(false));
        } else {
            release(fill, heldDatagrams > 0);
        }
    }

    private void decide(boolean datagrams) {
        Fill fill = undecided;
        if (fill != null) {
            undecided = null;
            release(fill, datagrams);
        }
    }

    private void release(Fill fill, boolean datagrams) {
        joinedAt(fill.first());
        for (MoqObject object : fill.beginning()) {
            if (datagrams) {
                pass(object.withForwardingPreference(ForwardingPreference.DATAGRAM), false);
            } else {
                fetched.computeIfAbsent(object.subgroupId(), id -> begun(object))
                        .onObject(object);
            }
        }
        goOn();
    }

    /** What was held back goes on. */
    private void goOn() {
        filling = false;
        while (!held.isEmpty()) {
            held.remove().run();
        }
        updateHold();
    }

    private PassedSubgroup begun(MoqObject first) {
        return begun(new SubgroupHeader(first.groupId(), first.subgroupId(), first.publisherPriority(), true, false));
    }

    private PassedSubgroup begun(SubgroupHeader header) {
        PassedSubgroup subgroup = new PassedSubgroup(group(header.groupId()), header);
        open.add(subgroup);
        return subgroup;
    }

    /**
     * The publisher is past the groups before {@code groupId}. Until then streams may go on with what was fetched, however
     * late: a subgroup that had ended for those who get it must not go on for them.
     */
    private void isPast(long groupId) {
        if (fetched.values().stream().anyMatch(subgroup -> subgroup.header.groupId() < groupId)) {
            executor.schedule(CONTINUATION, this::endFetched);
        }
    }

    /** No stream goes on with them. */
    private void endFetched() {
        List<PassedSubgroup> waiting = List.copyOf(fetched.values());
        fetched.clear();
        waiting.forEach(subgroup -> subgroup.end(true));
    }

    private PassedSubgroup continued(SubgroupHeader header) {
        PassedSubgroup known = fetched.get(header.subgroupId());
        if (known != null && known.header.groupId() == header.groupId()) {
            fetched.remove(header.subgroupId());
            return known;
        }
        isPast(header.groupId());
        return begun(header);
    }

    // ---- what comes

    /** A stream begins; returns what takes its objects. */
    SubgroupReceiver onSubgroup(SubgroupHeader header) {
        decide(false);
        return filling ? new HeldSubgroup(header) : continued(header);
    }

    private PassedGroup group(long groupId) {
        return groups.computeIfAbsent(groupId, id -> new PassedGroup(new GroupEnding(track, id)));
    }

    /** An object came in a datagram: a subgroup of its own. Returns whether it was taken. */
    boolean onDatagram(MoqObject object, boolean endOfGroup) {
        decide(true);
        if (!filling) {
            pass(object, endOfGroup);
        } else if (heldDatagrams < MAX_HELD_DATAGRAMS) {
            heldDatagrams++;
            held.add(() -> pass(object, endOfGroup));
        } else {
            return false;
        }
        return true;
    }

    private void pass(MoqObject object, boolean endOfGroup) {
        GroupEnding ending = new GroupEnding(track, object.groupId());
        if (!endOfGroup && !endsGroup(object)) {
            ending.begun(); // never to end: nobody says when nothing more of the group comes
        }
        new SubgroupInput(
                        track,
                        ending,
                        new SubgroupHeader(
                                object.groupId(), object.subgroupId(), object.publisherPriority(), true, endOfGroup),
                        this)
                .addLast(object);
    }

    private static boolean endsGroup(MoqObject object) {
        return object.status() == ObjectStatus.END_OF_GROUP || object.status() == ObjectStatus.END_OF_TRACK;
    }

    /** The subscription is over: what is open breaks off. */
    void end() {
        if (over) {
            return;
        }
        decide(false);
        goOn();
        over = true;
        endFetched();
        List.copyOf(open).forEach(subgroup -> subgroup.end(false));
        Hops.offer(track.home(), () -> track.noLongerPassedFrom(this));
    }

    /** Everybody who gets the track is behind, or no longer; called on the track's home executor. */
    void onAudienceBehind(boolean behind) {
        Hops.offer(executor, () -> {
            audienceBehind = behind;
            updateHold();
        });
    }

    /** The track takes no more from here; called on its home executor. */
    void refuse(String why) {
        refused = true;
        Hops.offer(executor, () -> onRefused.accept(why));
    }

    /** Returns whether the track takes no more from here; on its home executor. */
    boolean isRefused() {
        return refused;
    }

    private void updateHold() {
        if (!over) {
            hold.accept((filling && undecided == null) || audienceBehind);
        }
    }

    /** A group of which streams are open: over once they have ended and one of them said that it is. */
    private static final class PassedGroup {

        private final GroupEnding ending;
        private int open;
        private boolean endKnown;

        private PassedGroup(GroupEnding ending) {
            this.ending = ending;
            ending.begun(); // as long as more may come
        }
    }

    /** A stream that waits for the beginning of its group; little comes of it, for it is not read meanwhile. */
    private final class HeldSubgroup implements SubgroupReceiver {

        private final SubgroupHeader header;
        private @Nullable SubgroupReceiver released;

        private HeldSubgroup(SubgroupHeader header) {
            this.header = header;
            held.add(() -> released = continued(header));
        }

        @Override
        public void onObject(MoqObject object) {
            then(() -> receiver().onObject(object));
        }

        @Override
        public void onEnd(StreamEnd end) {
            then(() -> receiver().onEnd(end));
        }

        private SubgroupReceiver receiver() {
            SubgroupReceiver now = released;
            if (now == null) {
                throw new IllegalStateException("Held back: " + header);
            }
            return now;
        }

        private void then(Runnable event) {
            if (filling) {
                held.add(event);
            } else {
                event.run();
            }
        }
    }

    /** One stream. */
    private final class PassedSubgroup implements SubgroupReceiver {

        private final PassedGroup group;
        private final SubgroupHeader header;
        private final SubgroupInput input;
        private boolean ended;

        private PassedSubgroup(PassedGroup group, SubgroupHeader header) {
            this.group = group;
            this.header = header;
            this.input = new SubgroupInput(track, group.ending, header, Passage.this);
            group.open++;
        }

        @Override
        public void onObject(MoqObject object) {
            group.endKnown |= endsGroup(object);
            input.add(object);
        }

        @Override
        public void onEnd(StreamEnd end) {
            end(end.kind() == StreamEnd.Kind.COMPLETE);
        }

        private void end(boolean complete) {
            if (ended) {
                return;
            }
            ended = true;
            open.remove(this);
            if (complete) {
                group.endKnown |= header.endsGroup();
                input.addEnd();
                if (group.endKnown) {
                    isPast(header.groupId() + 1);
                }
            } else {
                input.addReset();
            }
            leaveGroup();
        }

        private void leaveGroup() {
            group.open--;
            if (group.open == 0) {
                groups.remove(header.groupId(), group);
                if (group.endKnown) {
                    Hops.offer(track.home(), group.ending::ended);
                }
            }
        }
    }
}
