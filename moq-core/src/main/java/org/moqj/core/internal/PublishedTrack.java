package org.moqj.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.GroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackStats;
import org.moqj.core.internal.TrackLog.SubgroupLog;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * A track that is published here: writers hand objects over on any thread; the log and the feeds live on the track's
 * home executor, which takes everything that writers have ready in one turn.
 */
public final class PublishedTrack implements TrackPublisher {

    private static final int INBOX_CHUNK = 64;
    private static final long INBOX_BYTES = 4 << 20;

    private final FullTrackName name;
    private final TrackOptions options;
    private final SessionExecutor home;
    private final Callbacks callbacks;
    private final TrackLog log;
    private final List<TrackFeed> feeds = new ArrayList<>();
    private final UsedIds usedGroups = new UsedIds();
    private final Demand demand;
    private final FeedCounters counters = new FeedCounters();
    private final Room room = new Room();
    private final AtomicBoolean finishing = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    // From writers on any thread to the home executor.
    private final MpscUnboundedArrayQueue<SubgroupInput> inbox = new MpscUnboundedArrayQueue<>(INBOX_CHUNK);
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final AtomicLong inboxBytes = new AtomicLong();
    private final Runnable drain = this::drain;

    // Home executor only, except that any thread may read them.
    private final Tally objectsWritten = new Tally();
    private final Tally bytesWritten = new Tally();
    private volatile @Nullable Location largest;

    // Home executor only.
    private final List<SubgroupInput> openInputs = new ArrayList<>();
    private int fullFeeds;
    private boolean over;

    PublishedTrack(FullTrackName name, TrackOptions options, SessionExecutor home, Callbacks callbacks) {
        this.name = name;
        this.options = options;
        this.home = home;
        this.callbacks = callbacks;
        this.log = new TrackLog(options.cache());
        this.demand = new Demand(callbacks);
    }

    @Override
    public FullTrackName name() {
        return name;
    }

    @Override
    public TrackOptions options() {
        return options;
    }

    @Override
    public GroupWriter nextGroup() {
        return newGroup(usedGroups.useNext());
    }

    @Override
    public GroupWriter group(long groupId) {
        Location first = new Location(groupId, 0);
        if (!usedGroups.use(first.group())) {
            throw new IllegalArgumentException("Group " + groupId + " was opened before");
        }
        return newGroup(groupId);
    }

    private GroupWriter newGroup(long groupId) {
        if (finishing.get()) {
            throw new IllegalStateException(name + " has ended");
        }
        return new CoreGroupWriter(this, groupId);
    }

    @Override
    public Optional<Location> largest() {
        return Optional.ofNullable(largest);
    }

    @Override
    public int subscribers() {
        return demand.current();
    }

    @Override
    public Flow.Publisher<Integer> demand() {
        return demand;
    }

    @Override
    public TrackStats stats() {
        return counters.with(objectsWritten.get(), bytesWritten.get());
    }

    @Override
    public void finish() {
        if (finishing.compareAndSet(false, true)) {
            home.execute(() -> {
                drain();
                endOpenSubgroups();
                end(feed -> feed.onTrackEnd(DoneStatus.TRACK_ENDED, "track ended"));
            });
        }
    }

    @Override
    public void abort(DoneStatus status, String reason) {
        finishing.set(true);
        home.execute(() -> end(feed -> feed.onTrackAbort(status, reason)));
    }

    @Override
    public void close() {
        finish();
    }

    /** Returns a future that completes once the track has ended and each subscription has got all of it. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    SessionExecutor home() {
        return home;
    }

    FeedCounters counters() {
        return counters;
    }

    // ---- writers, on any thread

    /** Hands over what {@code input} holds; called after something was added to it. */
    void offer(SubgroupInput input, int bytes) {
        if (inboxBytes.addAndGet(bytes) > INBOX_BYTES) {
            room.fill();
        }
        inbox.offer(input);
        if (drainScheduled.compareAndSet(false, true)) {
            home.execute(drain);
        }
    }

    /** Accounts for what was added to an input that is on its way already. */
    void grow(int bytes) {
        if (inboxBytes.addAndGet(bytes) > INBOX_BYTES) {
            room.fill();
        }
    }

    CompletableFuture<Void> whenThereIsRoom() {
        return room.whenThereIs();
    }

    boolean isFinishing() {
        return finishing.get();
    }

    // ---- home executor

    private void drain() {
        assert home.inExecutor();
        drainScheduled.set(false);
        for (SubgroupInput input = inbox.poll(); input != null; input = inbox.poll()) {
            input.drain();
        }
        if (inboxBytes.get() == 0 && fullFeeds == 0) {
            room.empty(callbacks);
        }
    }

    /** Begins a subgroup for its first object. */
    SubgroupLog begin(SubgroupInput input) {
        SubgroupLog subgroup =
                log.begin(input.groupId(), input.subgroupId(), input.publisherPriority(), home.nanoTime());
        openInputs.add(input);
        for (TrackFeed feed : feeds) {
            FeedSubgroup fed =
                    feed.newSubgroup(subgroup.group.groupId, subgroup.subgroupId, subgroup.publisherPriority);
            subgroup.feeds.add(fed);
        }
        return subgroup;
    }

    /** Takes an object to the log and to each subscription. */
    void write(SubgroupLog subgroup, MoqObject object, boolean last) {
        inboxBytes.addAndGet(-object.payloadSize());
        if (over) {
            return;
        }
        objectsWritten.increment();
        bytesWritten.add(object.payloadSize());
        log.add(subgroup, object, home.nanoTime());
        largest = log.largest().orElse(null);
        for (int i = 0; i < subgroup.feeds.size(); i++) {
            subgroup.feeds.get(i).onObject(object, last);
        }
    }

    /** Accounts for an object that came after its subgroup's end. */
    void discard(MoqObject object) {
        inboxBytes.addAndGet(-object.payloadSize());
    }

    /** Ends a subgroup whose last object may have said so already. */
    void end(SubgroupInput input, SubgroupLog subgroup, boolean reset) {
        openInputs.remove(input);
        for (FeedSubgroup feed : subgroup.feeds) {
            if (reset) {
                feed.onReset();
            } else {
                feed.onEnd();
            }
        }
        subgroup.feeds.clear();
        log.end(subgroup, home.nanoTime());
    }

    private void endOpenSubgroups() {
        for (SubgroupInput input : List.copyOf(openInputs)) {
            input.endNow();
        }
    }

    private void end(Consumer<TrackFeed> tell) {
        if (over) {
            return;
        }
        over = true;
        List.copyOf(feeds).forEach(tell);
        completeIfOver();
    }

    /**
     * Feeds {@code feed} from now on, beginning with what the cache has of its range. Runs {@code attached} on the
     * feed's executor, with the largest location at that moment, before anything else reaches the feed there.
     */
    void attach(TrackFeed feed, Consumer<Optional<Location>> attached) {
        assert home.inExecutor();
        Optional<Location> now = log.largest();
        feeds.add(feed);
        demand.set(feeds.size());
        feed.run(() -> attached.accept(now));
        for (TrackLog.GroupLog group : log.groups()) {
            for (SubgroupLog subgroup : group.subgroups) {
                replay(feed, subgroup);
            }
        }
        if (over) {
            feed.onTrackEnd(DoneStatus.TRACK_ENDED, "track ended");
        }
    }

    private void replay(TrackFeed feed, SubgroupLog subgroup) {
        FeedSubgroup fed = feed.newSubgroup(subgroup.group.groupId, subgroup.subgroupId, subgroup.publisherPriority);
        int last = subgroup.ended ? subgroup.objects.size() - 1 : -1;
        for (int i = 0; i < subgroup.objects.size(); i++) {
            fed.onObject(subgroup.objects.get(i), i == last);
        }
        if (subgroup.ended) {
            fed.onEnd();
        } else if (feeds.contains(feed)) {
            subgroup.feeds.add(fed);
        }
    }

    /**
     * What the cache has of a range.
     *
     * @param largest the largest location so far
     * @param ended whether the track is over
     * @param objects the objects in the order that was asked for
     */
    record Kept(Optional<Location> largest, boolean ended, List<MoqObject> objects) {}

    /** Tells {@code then}, on the home executor, what the cache has of {@code range}; callable from any thread. */
    void collect(LocationRange range, boolean descending, Consumer<Kept> then) {
        home.execute(() -> then.accept(new Kept(log.largest(), over, log.collect(range, descending))));
    }

    /** A subscription left, or has got all of it. */
    void detach(TrackFeed feed) {
        assert home.inExecutor();
        if (feeds.remove(feed)) {
            for (TrackLog.GroupLog group : log.groups()) {
                for (SubgroupLog subgroup : group.subgroups) {
                    subgroup.feeds.removeIf(fed -> fed.belongsTo(feed));
                }
            }
            demand.set(feeds.size());
            completeIfOver();
        }
    }

    private void completeIfOver() {
        if (over && feeds.isEmpty()) {
            room.empty(callbacks);
            demand.end();
            ended.complete(null);
        }
    }

    /** A feed's queue passed its high-water mark, or fell below its low-water mark. */
    void onFeedFull(boolean full) {
        assert home.inExecutor();
        fullFeeds += full ? 1 : -1;
        if (fullFeeds > 0) {
            room.fill();
        } else if (inboxBytes.get() <= 0) {
            room.empty(callbacks);
        }
    }
}
