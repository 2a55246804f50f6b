package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.DoneStatus;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscriptionDone;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.draft14.internal.message.FetchCancel;
import org.moqj.draft14.internal.message.FetchOk;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.Unsubscribe;

/** What a fetch and a subscription show of one track contradicts (draft-14, section 2.5). */
class MalformedTrackTest {

    private static final long ALIAS = 7;
    private static final Location WHOLE_GROUP_ONE = new Location(1, 0);

    /** Which end of the session receives the track. */
    private enum Role {
        CLIENT,
        SERVER
    }

    private final TrackRecorder track = new TrackRecorder();
    private final FetchRecorder fetched = new FetchRecorder();
    private RawPeer peer = RawPeer.server();
    private int firstId;

    private void as(Role role) {
        peer = role == Role.CLIENT ? RawPeer.server() : RawPeer.client();
        firstId = role == Role.CLIENT ? 0 : 1;
    }

    /** Subscribes with the first id of ours. */
    private SubscribeHandle subscribed() {
        SubscribeHandle handle = peer.session()
                .subscribe(Fixtures.subscribe(Fixtures.CLOCK, SubscribeFilter.from(Location.ZERO)), track);
        peer.time.run();
        peer.send(new SubscribeOk(firstId, ALIAS, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
        return handle;
    }

    /** Fetches groups 1 and 2 with the second id of ours. */
    private void fetching() {
        fetching(new Location(1, 0));
    }

    private void fetching(Location start) {
        peer.session()
                .fetch(
                        new FetchRequest(
                                new FetchRequest.Standalone(Fixtures.CLOCK, LocationRange.throughGroup(start, 2)),
                                9,
                                GroupOrder.ASCENDING,
                                List.of()),
                        fetched);
        peer.time.run();
    }

    private void answer(boolean endOfTrack, Location endOnWire) {
        peer.send(new FetchOk(firstId + 2, GroupOrder.ASCENDING, endOfTrack, endOnWire, Parameters.NONE));
    }

    /** Opens the fetch's stream. */
    private SendStream stream(String... objects) {
        return peer.open("05" + "0" + (firstId + 2) + String.join("", objects));
    }

    /** An object of a fetch, of subgroup 0 and priority 128. */
    private static String object(int group, int id) {
        return String.format("%02x00%02x80000161", group, id);
    }

    /** A stream of the subscription, of subgroup 0 and priority 128, with one object. */
    private SendStream live(int group, int id) {
        return peer.open(String.format("1407%02x0080", group) + String.format("%02x0161", id));
    }

    private void end(SendStream stream) {
        stream.finish();
        peer.time.run();
    }

    private void expectLeft() {
        assertThat(track.done)
                .singleElement()
                .extracting(SubscriptionDone::status)
                .isEqualTo(DoneStatus.MALFORMED_TRACK);
        assertThat(peer.received(Unsubscribe.class)).containsExactly(new Unsubscribe(firstId));
        peer.expectOpen();
    }

    @ParameterizedTest
    @EnumSource
    void objectBehindTheEndOfGroupThatFetchShowed(Role role) {
        as(role);
        subscribed();
        fetching();
        SendStream stream = stream(object(1, 0), object(1, 2), object(2, 0));
        answer(true, new Location(2, 1));
        end(stream);

        live(1, 2);
        assertThat(track.done).isEmpty();
        live(1, 3);

        expectLeft();
    }

    @Test
    void groupMayGoOnAfterItWasFetched() {
        subscribed();
        end(live(1, 0));
        fetching();
        SendStream stream = stream(object(1, 0), object(2, 0));
        answer(false, new Location(2, 1)); // group 2 has begun, and group 1 is still open
        end(stream);

        end(peer.open("1407010180" + "010161")); // another subgroup of group 1
        live(2, 5);

        assertThat(track.done).isEmpty();
        assertThat(track.streams).hasSize(3);
    }

    @Test
    void whatCameMayHaveCeasedToExist() {
        subscribed();
        end(live(1, 5));
        fetching();
        SendStream stream = stream(object(1, 0), object(1, 2), object(2, 0));
        answer(true, new Location(2, 1));

        end(stream);
        live(1, 5);
        assertThat(fetched.ends).containsExactly(StreamEnd.COMPLETE);
        assertThat(track.done).isEmpty();
        live(1, 6);

        expectLeft();
    }

    @Test
    void answerCanFollowTheStream() {
        subscribed();
        fetching();
        end(stream(object(1, 0), object(1, 2), object(2, 0)));
        assertThat(track.done).isEmpty();
        answer(true, new Location(2, 1));

        live(1, 3);

        expectLeft();
    }

    @Test
    void groupOnItsWayMayBeAheadOfFetch() {
        subscribed();
        SendStream open = live(1, 5);
        fetching();
        answer(true, new Location(2, 1));
        SendStream stream = stream(object(1, 0), object(1, 2), object(2, 0));
        end(open);

        end(stream);
        live(1, 4);

        assertThat(track.done).isEmpty();
    }

    @Test
    void partOfGroupShowsNoEnd() {
        subscribed();
        fetching(new Location(1, 1));
        answer(true, new Location(2, 1));

        end(stream(object(1, 2), object(2, 0)));
        live(1, 3);

        assertThat(track.done).isEmpty();
    }

    @Test
    void fetchThatWasResetShowsNoEnd() {
        subscribed();
        fetching();
        answer(true, new Location(2, 1));
        SendStream stream = stream(object(1, 0), object(1, 2), object(2, 0));
        stream.reset(0);
        peer.time.run();

        live(1, 3);

        assertThat(track.done).isEmpty();
    }

    @Test
    void nothingSpelledAsZeroShowsNoEnd() {
        subscribed();
        fetching();
        answer(true, Location.ZERO);

        end(stream());
        live(1, 3);

        assertThat(track.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void objectBehindTheEndOfTrackThatFetchShowed(int group) {
        subscribed();
        fetching();
        answer(true, new Location(1, 3));
        end(stream(object(1, 0), object(1, 2)));
        live(1, 2);
        assertThat(track.done).isEmpty();

        live(group, 3);

        expectLeft();
    }

    @Test
    void endOfTrackBeforeAnObject() {
        subscribed();
        live(2, 0);
        fetching();
        answer(true, new Location(1, 3));

        end(stream(object(1, 0), object(1, 2)));

        expectLeft();
    }

    @ParameterizedTest
    @EnumSource
    void fetchBehindTheEndThatSubscriptionShowed(Role role) {
        as(role);
        subscribed();
        fetching();
        end(peer.open("1c" + "07" + "01" + "00" + "80" + "02" + "0161")); // ends group 1 with object 2
        answer(false, WHOLE_GROUP_ONE);

        stream(object(1, 0), object(1, 3));

        assertThat(fetched.objects).extracting(MoqObject::location).containsExactly(new Location(1, 0));
        assertThat(fetched.ends).containsExactly(new StreamEnd(StreamEnd.Kind.MALFORMED, -1, ""));
        assertThat(peer.received(FetchCancel.class)).containsExactly(new FetchCancel(firstId + 2));
        expectLeft();
    }

    @Test
    void objectThatIsAnotherInFetch() {
        subscribed();
        live(1, 2);
        fetching();
        answer(false, WHOLE_GROUP_ONE);

        stream(object(1, 0), "01" + "00" + "02" + "7f" + "00" + "0161"); // another priority

        assertThat(fetched.objects).hasSize(1);
        expectLeft();
    }

    @Test
    void sameObjectInBoth() {
        subscribed();
        live(1, 2);
        fetching();
        answer(false, WHOLE_GROUP_ONE);

        stream(object(1, 0), object(1, 2));

        assertThat(fetched.objects).hasSize(2);
        assertThat(track.done).isEmpty();
    }

    @Test
    void datagramBehindTheEndThatAnotherShowed() {
        subscribed();
        peer.datagram("02" + "07" + "01" + "02" + "80" + "61"); // ends group 1 with object 2

        peer.datagram("00" + "07" + "01" + "03" + "80" + "61");

        assertThat(track.datagrams).hasSize(1);
        expectLeft();
    }

    @Test
    void trackIsForgottenWithItsLastRequest() {
        SubscribeHandle handle = subscribed();
        end(peer.open("1c" + "07" + "01" + "00" + "80" + "02" + "0161"));
        handle.cancel();
        peer.time.run();
        fetching();
        answer(false, WHOLE_GROUP_ONE);

        end(stream(object(1, 0), object(1, 3)));

        assertThat(fetched.texts()).containsExactly("a", "a");
        assertThat(fetched.ends).containsExactly(StreamEnd.COMPLETE);
    }
}
