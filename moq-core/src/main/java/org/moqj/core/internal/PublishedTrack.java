package org.moqj.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * A track that is published here: writers hand objects over on any thread; the log and the feeds live on the track's
 * home executor, which takes everything that writers have ready in one turn.
 */
public final class PublishedTrack implements TrackPublisher {

    // What waits in the inbox, on the way to a feed and there has to be less than a feed may queue: so much comes on
    // before writers hear that they should pause.
    private static final int INBOX_FRACTION = 8;

    private final FullTrackName name;
    private volatile TrackOptions options;
    private final SessionExecutor home;
    private final Callbacks callbacks;
    private final TrackLog log;
    private final List<TrackFeed> feeds = new ArrayList<>();
    private final TrackIds ids;
    private final Demand demand;
    private final FeedCounters counters = new FeedCounters();
    private final Room room = new Room();
    private final AtomicBoolean finishing = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Set<TrackRegistry> registries = ConcurrentHashMap.newKeySet();

    private final Inbox inbox;

    // Home executor only, except that any thread may read them.
    private final Tally objectsWritten = new Tally();
    private final Tally bytesWritten = new Tally();

    // Home executor only.
    private final List<SubgroupInput> openInputs = new ArrayList<>();
    private int fullFeeds;
    private boolean endWritten;
    private boolean audienceBehind;
    private final Sources sources = new Sources();
    private volatile boolean passedOn;
    private Optional<Duration> maxCacheDuration = Optional.empty();
    private DoneStatus endStatus = DoneStatus.TRACK_ENDED;
    private String endReason = "track ended";
    private boolean over;

    PublishedTrack(FullTrackName name, TrackOptions options, SessionExecutor home, Callbacks callbacks) {
        this(name, options, home, callbacks, null);
    }

    /** Makes a track whose cache is one of those of {@code pool}, which live on {@code home} too. */
    PublishedTrack(
            FullTrackName name,
            TrackOptions options,
            SessionExecutor home,
            Callbacks callbacks,
            @Nullable CachePool pool) {
        this.name = name;
        this.options = options;
        this.home = home;
        this.callbacks = callbacks;
        this.ids = new TrackIds(name);
        this.log = new TrackLog(options.cache(), pool);
        this.demand = new Demand(callbacks);
        this.inbox = new Inbox(home, room, options.maxQueuedBytes() / INBOX_FRACTION, this::openRoom);
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
        checkNotEnded();
        return new CoreGroupWriter(this, ids.openNext());
    }

    @Override
    public GroupWriter group(long groupId) {
        Location first = new Location(groupId, 0);
        checkNotEnded();
        ids.open(first.group());
        return new CoreGroupWriter(this, groupId);
    }

    private void checkNotEnded() {
        if (finishing.get()) {
            throw new IllegalStateException(name + " has ended");
        }
    }

    TrackIds ids() {
        return ids;
    }

    @Override
    public Optional<Location> largest() {
        return log.largest();
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
        finish(DoneStatus.TRACK_ENDED, "track ended");
    }

    @Override
    public void finish(DoneStatus status, String reason) {
        if (finishing.compareAndSet(false, true)) {
            onHome(() -> {
                endStatus = status;
                endReason = reason;
                inbox.takeAll();
                endOpenSubgroups();
                end(feed -> feed.onTrackEnd(endStatus, endReason));
            });
        }
    }

    @Override
    public void abort(DoneStatus status, String reason) {
        finishing.set(true);
        onHome(() -> {
            endStatus = status;
            endReason = reason;
            end(feed -> feed.onTrackAbort(status, reason));
        });
    }

    private void onHome(Runnable task) {
        if (!Hops.offer(home, task)) {
            onHomeGone();
        }
    }

    /** The client or server that this track lives in was closed: nobody is served any more. */
    private void onHomeGone() {
        finishing.set(true);
        room.empty(callbacks);
        demand.end();
        completeEnd();
    }

    @Override
    public void close() {
        finish();
    }

    /** Returns a future that completes once the track has ended and each subscription has got all of it. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Tells {@code registry} when the track has ended, unless it is {@link #removedFrom} it before. */
    void addedTo(TrackRegistry registry) {
        registries.add(registry);
        if (ended.isDone()) {
            registry.remove(this);
        }
    }

    void removedFrom(TrackRegistry registry) {
        registries.remove(registry);
    }

    /** Returns on how many sessions this track is registered. */
    int registries() {
        return registries.size();
    }

    private void completeEnd() {
        ended.complete(null);
        registries.forEach(registry -> registry.remove(this));
        registries.clear();
    }

    SessionExecutor home() {
        return home;
    }

    FeedCounters counters() {
        return counters;
    }

    // ---- writers, on any thread

    /** Accounts for an object that is about to be added to an input. */
    void reserve(MoqObject object) {
        inbox.reserve(object.payloadSize());
    }

    /** Hands over what {@code input} holds. */
    void offer(SubgroupInput input) {
        if (!inbox.offer(input)) {
            onHomeGone();
        }
    }

    CompletableFuture<Void> whenThereIsRoom() {
        return room.whenThereIs();
    }

    boolean isFinishing() {
        return finishing.get();
    }

    // ---- home executor

    /** Lets writers go on where neither the inbox nor a feed is too full. */
    private void openRoom() {
        if (fullFeeds == 0 && inbox.hasRoom()) {
            room.empty(callbacks);
        }
    }

    boolean isOver() {
        return over;
    }

    void opened(SubgroupInput input) {
        openInputs.add(input);
    }

    void closed(SubgroupInput input) {
        openInputs.remove(input);
    }

    /** Begins a subgroup for its first object. */
    SubgroupLog begin(SubgroupHeader header) {
        SubgroupLog subgroup = log.begin(header, home.nanoTime());
        for (TrackFeed feed : feeds) {
            subgroup.feeds.add(feed.newSubgroup(header));
        }
        return subgroup;
    }

    /** Takes an object to the log and to each subscription. */
    void write(SubgroupLog subgroup, MoqObject object, boolean last) {
        objectsWritten.increment();
        bytesWritten.add(object.payloadSize());
        endWritten |= object.status() == ObjectStatus.END_OF_TRACK;
        log.add(subgroup, object, home.nanoTime());
        for (int i = 0; i < subgroup.feeds.size(); i++) {
            subgroup.feeds.get(i).onObject(object, last);
        }
    }

    /** Accounts for an object that left its input. */
    void release(MoqObject object) {
        inbox.release(object.payloadSize());
    }

    /** Ends a subgroup whose last object may have said so already. */
    void end(SubgroupLog subgroup, SubgroupEnd how) {
        subgroup.feeds.forEach(feed -> feed.onEnd(how));
        subgroup.feeds.clear();
        log.end(subgroup, how, home.nanoTime());
    }

    /** Nothing more comes of a group. */
    void onGroupEnd(long groupId) {
        log.endGroup(groupId);
        for (TrackFeed feed : feeds) {
            feed.onGroupEnd(groupId);
        }
    }

    private void endOpenSubgroups() {
        for (SubgroupInput input : List.copyOf(openInputs)) {
            input.endNow();
        }
    }

    private void end(Consumer<TrackFeed> tell) {
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
        log.trim(home.nanoTime());
        feeds.add(feed);
        onAudience();
        feed.run(() -> attached.accept(now));
        for (TrackLog.GroupLog group : log.groups()) {
            for (SubgroupLog subgroup : group.subgroups) {
                replay(feed, subgroup);
            }
        }
        if (log.endedThrough() >= 0) {
            feed.onGroupEnd(log.endedThrough());
        }
        if (over) {
            feed.onTrackEnd(endStatus, endReason);
        }
    }

    private void replay(TrackFeed feed, SubgroupLog subgroup) {
        FeedSubgroup fed = feed.newSubgroup(subgroup.header);
        int last = subgroup.isComplete() ? subgroup.objects.size() - 1 : -1;
        long now = home.nanoTime();
        for (int i = 0; i < subgroup.objects.size(); i++) {
            fed.onKept(subgroup.objects.get(i), i == last, subgroup.age(i, now));
        }
        if (subgroup.ended) {
            fed.onEnd(subgroup.isComplete() ? SubgroupEnd.COMPLETE : SubgroupEnd.INCOMPLETE);
        } else {
            subgroup.feeds.add(fed);
        }
    }

    /**
     * What the cache has of a range.
     *
     * @param largest the largest location so far
     * @param ended whether the track is over, or its end was written and no group before it is open
     * @param whole whether nothing of the range has been dropped
     * @param dense whether there is something of each group of the range: where not, somebody else may know of more
     * @param objects the objects in the order that was asked for
     */
    record Kept(Optional<Location> largest, boolean ended, boolean whole, boolean dense, List<MoqObject> objects) {

        Kept withoutExtensionHeaders() {
            List<MoqObject> bare =
                    objects.stream().map(MoqObject::withoutExtensionHeaders).toList();
            return new Kept(largest, ended, whole, dense, bare);
        }
    }

    /** Tells {@code then}, on the home executor, what the cache has of {@code range}; callable from any thread. */
    void collect(LocationRange range, boolean descending, Consumer<Kept> then) {
        boolean taken = Hops.offer(home, () -> {
            log.use(!feeds.isEmpty());
            log.trim(home.nanoTime());
            then.accept(new Kept(
                    log.largest(),
                    over || (hasEnd() && !hasOpenBeforeLargest()),
                    !log.hasForgotten(range),
                    !passedOn || log.hasEachGroup(range),
                    log.collect(range, descending)));
        });
        if (!taken) {
            then.accept(new Kept(log.largest(), true, false, false, List.of()));
        }
    }

    private boolean hasEnd() {
        return endWritten || ids.hasEnd();
    }

    /** Returns whether more may come of a group before the largest, also once the track's end was written. */
    private boolean hasOpenBeforeLargest() {
        long last = log.largest().map(Location::group).orElse(0L);
        return openInputs.stream().anyMatch(input -> input.groupId() < last);
    }

    /**
     * A subscription left, or has got all of it. Comes in a task of its own: a feed may find that it is over while the
     * track hands something to all feeds.
     */
    void detach(TrackFeed feed) {
        assert home.inExecutor();
        if (feeds.remove(feed)) {
            for (TrackLog.GroupLog group : log.groups()) {
                for (SubgroupLog subgroup : group.subgroups) {
                    subgroup.feeds.removeIf(fed -> fed.belongsTo(feed));
                }
            }
            onAudience();
            completeIfOver();
        }
    }

    private void onAudience() {
        demand.set(feeds.size());
        log.use(!feeds.isEmpty());
        tellSource();
    }

    private void completeIfOver() {
        if (over && feeds.isEmpty()) {
            room.empty(callbacks);
            log.leavePool();
            demand.end();
            completeEnd();
        }
    }

    /** A feed's queue passed its high-water mark, or fell below its low-water mark. */
    void onFeedFull(boolean full) {
        assert home.inExecutor();
        fullFeeds += full ? 1 : -1;
        if (fullFeeds > 0) {
            room.fill();
        } else {
            openRoom();
        }
        tellSource();
    }

    // ---- home executor, of a track that is passed on

    /** Objects come from {@code passage} too from now on, whose publisher grants these terms. */
    void passedFrom(Passage passage, SubscriptionGranted granted, boolean inItsOrder) {
        assert home.inExecutor();
        sources.add(passage, granted.largest().isPresent() ? Optional.empty() : log.largest());
        passedOn = true;
        options = PassedTerms.of(options, granted, inItsOrder);
        maxCacheDuration = PassedTerms.shorter(maxCacheDuration, granted.maxCacheDuration());
        maxCacheDuration.ifPresent(log::keepAtMost);
        log.passedFrom(granted.largest());
        passage.onAudienceBehind(audienceBehind);
        tellSource();
    }

    /** All that the latest source brings comes from {@code first} on. */
    void joinedAt(Location first) {
        log.joinedAt(first);
    }

    void noLongerPassedFrom(Passage passage) {
        assert home.inExecutor();
        sources.remove(passage);
    }

    /** Returns the subgroup that others' streams of it went to last; null for none. */
    @Nullable
    SubgroupLog find(SubgroupHeader header) {
        return log.find(header);
    }

    /** Returns whether {@code source} may bring {@code object} here, and it is not known to have been here long ago. */
    boolean admits(Passage source, MoqObject object) {
        if (!sources.wereSeveral()) {
            return true; // what comes twice from one publisher is for the draft to judge
        }
        return !source.isRefused() && sources.admits(source, object, log.find(object)) && !log.isPast(object.groupId());
    }

    /** Returns whether the objects are those of a publisher elsewhere; callable from any thread. */
    boolean isPassedOn() {
        return passedOn;
    }

    /** Returns for how long the publisher has objects cached at most. */
    Optional<Duration> maxCacheDuration() {
        return maxCacheDuration;
    }

    /** Something of a group was lost on its way here. */
    void lost(long groupId) {
        log.lost(groupId);
    }

    /** Sources wait while everybody is behind; who alone is behind loses groups and holds up nobody. */
    private void tellSource() {
        boolean behind = !feeds.isEmpty() && fullFeeds >= feeds.size();
        if (behind != audienceBehind && !sources.isEmpty()) {
            audienceBehind = behind;
            sources.tell(behind);
        }
    }
}
