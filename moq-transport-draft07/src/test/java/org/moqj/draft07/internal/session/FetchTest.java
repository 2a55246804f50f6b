package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.AuthToken;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchListener;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.draft07.internal.Wire;
import org.moqj.draft07.internal.message.Fetch;
import org.moqj.draft07.internal.message.FetchCancel;
import org.moqj.draft07.internal.message.FetchError;
import org.moqj.draft07.internal.message.FetchOk;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.ReasonPhrase;

class FetchTest {

    private static final LocationRange RANGE = LocationRange.between(new Location(1, 0), new Location(3, 4));

    private final Fetched fetched = new Fetched();

    @Test
    void fetchesObjects() {
        SessionPair sessions = SessionPair.established();
        sessions.client.session().fetch(request(RANGE), fetched);
        sessions.run();
        var incoming = sessions.server.fetches.get(0);
        assertThat(incoming.track()).isEqualTo(FullTrackName.of("a", "b"));
        assertThat(incoming.range()).isEqualTo(RANGE);
        assertThat(incoming.subscriberPriority()).isEqualTo(9);
        assertThat(incoming.groupOrder()).isEqualTo(GroupOrder.ASCENDING);
        assertThat(incoming.tokens()).isEmpty();
        SubgroupSender sender = incoming.accept(
                new FetchGranted(GroupOrder.ASCENDING, false, new Location(9, 9)), LiveMediaTest.silent());
        sender.write(LiveMediaTest.object(1, 0, 0, "one"), false);
        sender.write(LiveMediaTest.object(1, 7, 2, "two"), false);
        sender.write(LiveMediaTest.object(3, 0, 4, ""), true);
        sessions.run();
        assertThat(fetched.granted).containsExactly(new FetchGranted(GroupOrder.ASCENDING, false, new Location(3, 4)));
        assertThat(fetched.objects.stream().map(MoqObject::text)).containsExactly("one", "two", "");
        assertThat(fetched.objects.get(1).subgroupId()).isEqualTo(7);
        assertThat(fetched.ends).containsExactly(StreamEnd.COMPLETE);
        sessions.closeAndCheck();
    }

    @Test
    void refusesTokensThatFetchHasNoPlaceFor() {
        RawPeer peer = RawPeer.ofClient();
        FetchRequest request = new FetchRequest(
                request(RANGE).what(), 9, GroupOrder.ASCENDING, List.of(new AuthToken(0, ByteString.of("t"))));
        assertThatThrownBy(() -> peer.session().fetch(request, fetched))
                .isInstanceOfSatisfying(UnsupportedFeatureException.class, refusal -> assertThat(refusal.feature())
                        .isEqualTo(Feature.AUTHORIZATION_TOKEN))
                .hasMessageContaining("FETCH carries no token");
        peer.time.run();
        assertThat(peer.received).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void writesTheStreamAsTheDraftDrawsIt() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(message(65, new Location(1, 0), 9, 5));
        SubgroupSender sender = peer.endpoint
                .fetches
                .get(0)
                .accept(new FetchGranted(GroupOrder.ASCENDING, true, new Location(7, 2)), LiveMediaTest.silent());
        sender.write(LiveMediaTest.object(7, 1, 2, "hi"), true);
        peer.time.run();
        assertThat(peer.received)
                .containsExactly(new FetchOk(65, GroupOrder.ASCENDING, true, new Location(7, 2), Parameters.NONE));
        assertThat(peer.streams.get(0).hex.toString())
                .isEqualTo(
                        "05" // Type = FETCH_HEADER
                                + "4041" // Subscribe ID = 65
                                + "07" // Group ID
                                + "01" // Subgroup ID
                                + "02" // Object ID
                                + "64" // Publisher Priority = 100
                                + "02" // Object Payload Length
                                + "6869"); // "hi"
        assertThat(peer.streams.get(0).end).isEqualTo("fin");
        peer.closeAndCheck();
    }

    @Test
    void asksForWholeGroups() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().fetch(request(LocationRange.throughGroup(new Location(1, 2), 5)), fetched);
        peer.time.run();
        Fetch sent = peer.received(Fetch.class).get(0);
        assertThat(sent.endGroup()).isEqualTo(5);
        assertThat(sent.endObjectPlusOne()).isZero();
        peer.closeAndCheck();
    }

    @Test
    void tellsWhatOfTheRangeThereIs() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().fetch(request(RANGE), fetched);
        peer.time.run();
        peer.send(new FetchOk(0, GroupOrder.DESCENDING, true, new Location(2, 7), Parameters.NONE));
        assertThat(fetched.granted).containsExactly(new FetchGranted(GroupOrder.DESCENDING, true, new Location(2, 7)));
        peer.closeAndCheck();
    }

    @Test
    void takesObjectsBeforeTheAnswer() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().fetch(request(RANGE), fetched);
        peer.time.run();
        peer.openUni("05 00 | header\n 01 00 00 05 01 78 | 1:0").finish();
        peer.time.run();
        assertThat(fetched.objects).hasSize(1);
        assertThat(fetched.ends).containsExactly(StreamEnd.COMPLETE);
        peer.send(new FetchOk(0, GroupOrder.ASCENDING, false, new Location(2, 7), Parameters.NONE));
        assertThat(fetched.granted).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void refusals() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().fetch(request(RANGE), fetched);
        peer.time.run();
        peer.send(new FetchError(0, 9, ReasonPhrase.of("No Objects")));
        assertThat(fetched.errors.get(0)).hasMessageContaining("FETCH a/b").hasMessageContaining("No Objects");
        assertThat(fetched.errors.get(0).code()).isEqualTo(9);
        peer.closeAndCheck();
    }

    @Test
    void refusesWithTheErrorsName() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(message(0, new Location(1, 1), 3, 5));
        peer.endpoint.fetches.get(0).reject(Refusal.of(RequestError.NO_OBJECTS, "nothing yet"));
        peer.time.run();
        assertThat(peer.received).containsExactly(new FetchError(0, 0, ReasonPhrase.of("No Objects: nothing yet")));
        peer.closeAndCheck();
    }

    @Test
    void cancels() {
        SessionPair sessions = SessionPair.established();
        FetchHandle handle = sessions.client.session().fetch(request(RANGE), fetched);
        sessions.run();
        int[] cancelled = new int[1];
        sessions.server.fetches.get(0).onCancel(() -> cancelled[0]++);
        SubgroupSender sender = sessions.server
                .fetches
                .get(0)
                .accept(new FetchGranted(GroupOrder.ASCENDING, false, new Location(3, 4)), LiveMediaTest.silent());
        sender.write(LiveMediaTest.object(1, 0, 0, "one"), false);
        sessions.run();
        handle.cancel();
        handle.cancel();
        sessions.run();
        assertThat(cancelled).containsExactly(1);
        sender.write(LiveMediaTest.object(1, 0, 1, "two"), true);
        sessions.run();
        assertThat(fetched.objects).hasSize(1);
        assertThat(fetched.ends).isEmpty();
        sessions.closeAndCheck();
    }

    @Test
    void resetsItsStreamWhenThePeerCancels() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(message(0, new Location(1, 0), 9, 5));
        SubgroupSender sender = peer.endpoint
                .fetches
                .get(0)
                .accept(new FetchGranted(GroupOrder.ASCENDING, false, new Location(9, 4)), LiveMediaTest.silent());
        sender.write(LiveMediaTest.object(1, 0, 0, "one"), false);
        peer.time.run();
        peer.send(new FetchCancel(0));
        assertThat(peer.streams).hasSize(1);
        assertThat(peer.streams.get(0).end).isEqualTo("reset 0");
        peer.closeAndCheck();
    }

    @Test
    void refusesANameThatIsTooLong() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(new Fetch(
                0,
                TrackNamespace.of("a"),
                ByteString.of("x".repeat(4096)),
                0,
                GroupOrder.ASCENDING,
                Location.ZERO,
                1,
                0,
                Parameters.NONE));
        assertThat(peer.endpoint.fetches).isEmpty();
        assertThat(peer.received)
                .containsExactly(new FetchError(0, 0, ReasonPhrase.of("the full track name is too long")));
        peer.closeAndCheck();
    }

    @Test
    void cancelsBeforeTheAnswer() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(message(0, new Location(1, 1), 3, 5));
        int[] cancelled = new int[1];
        peer.endpoint.fetches.get(0).onCancel(() -> cancelled[0]++);
        peer.send(new FetchCancel(0));
        assertThat(cancelled).containsExactly(1);
        SubgroupSender sender = peer.endpoint
                .fetches
                .get(0)
                .accept(new FetchGranted(GroupOrder.ASCENDING, false, new Location(3, 4)), LiveMediaTest.silent());
        sender.write(LiveMediaTest.object(1, 0, 0, "one"), true);
        peer.send(new FetchCancel(0));
        assertThat(peer.received).isEmpty();
        assertThat(peer.streams).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void ignoresAnswersToWhatItCancelled() {
        RawPeer peer = RawPeer.ofClient();
        RawPeer.StopRecorder stops = new RawPeer.StopRecorder();
        peer.session().fetch(request(RANGE), fetched).cancel();
        peer.time.run();
        assertThat(peer.received(FetchCancel.class)).containsExactly(new FetchCancel(0));
        SendStream stream = peer.openUni(stops);
        stream.write(Wire.buffer("05 00 | header"), false);
        peer.send(new FetchOk(0, GroupOrder.ASCENDING, false, new Location(2, 7), Parameters.NONE));
        assertThat(stops.stops).containsExactly(0L);
        assertThat(fetched.granted).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void refusesASecondStream() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().fetch(request(RANGE), fetched);
        peer.time.run();
        peer.openUni("05 00 | header\n 01 00 00 05 01 78 | 1:0");
        RawPeer.StopRecorder stops = new RawPeer.StopRecorder();
        peer.openUni(stops).write(Wire.buffer("05 00 | header\n 01 00 01 05 01 78 | 1:1"), false);
        peer.time.run();
        assertThat(stops.stops).containsExactly(0L);
        assertThat(fetched.objects).hasSize(1);
        assertThat(fetched.ends).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void endsAStreamWithObjectsThatWereNotAskedFor() {
        assertMalformed("00 00 09 05 01 78 | 0:9, before the range");
        assertMalformed("03 00 05 05 01 78 | 3:5, after the range");
    }

    @Test
    void endsAStreamWhoseGroupsGoBothWays() {
        assertMalformed("01 00 00 05 01 78 | 1:0\n 03 00 00 05 01 78 | 3:0\n 02 00 00 05 01 78 | 2:0");
        assertMalformed("03 00 00 05 01 78 | 3:0\n 01 00 00 05 01 78 | 1:0\n 02 00 00 05 01 78 | 2:0");
    }

    @Test
    void refusesWhatTheDraftLacks() {
        RawPeer peer = RawPeer.ofClient();
        FetchRequest joining = new FetchRequest(
                new FetchRequest.RelativeJoining(
                        peer.session().subscribe(Requests.subscribe("a", "b"), new Recorder()), 1),
                0,
                GroupOrder.ASCENDING,
                List.of());
        assertThatThrownBy(() -> peer.session().fetch(joining, fetched))
                .isInstanceOfSatisfying(UnsupportedFeatureException.class, refusal -> assertThat(refusal.feature())
                        .isEqualTo(Feature.JOINING_FETCH));
        assertThatThrownBy(() -> peer.session().fetch(request(LocationRange.from(Location.ZERO)), fetched))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesARangeOfThePeerThatEndsBeforeItStarts() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(message(0, new Location(5, 5), 4, 0));
        peer.send(message(1, new Location(5, 5), 5, 5));
        peer.send(message(2, new Location(5, 5), 5, 6));
        assertThat(peer.received(FetchError.class)).hasSize(2);
        assertThat(peer.endpoint.fetches).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void pausesBeforeTheStreamHasArrived() {
        RawPeer peer = RawPeer.ofClient();
        FetchHandle handle = peer.session().fetch(request(RANGE), fetched);
        handle.setReading(false);
        peer.time.run();
        SendStream stream = peer.openUni("05 00 | header");
        stream.write(Wire.buffer("01 00 00 05 01 78 | 1:0"), true);
        peer.time.run();
        assertThat(fetched.objects).isEmpty();
        handle.setReading(true);
        peer.time.run();
        assertThat(fetched.objects).hasSize(1);
        assertThat(fetched.ends).containsExactly(StreamEnd.COMPLETE);
        peer.closeAndCheck();
    }

    private void assertMalformed(String objects) {
        RawPeer peer = RawPeer.ofClient();
        Fetched broken = new Fetched();
        peer.session().fetch(request(RANGE), broken);
        peer.time.run();
        RawPeer.StopRecorder stops = new RawPeer.StopRecorder();
        peer.openUni(stops).write(Wire.buffer("05 00 | header\n" + objects), false);
        peer.time.run();
        assertThat(stops.stops).containsExactly(0L);
        assertThat(broken.ends).containsExactly(new StreamEnd(StreamEnd.Kind.MALFORMED, -1, ""));
        peer.closeAndCheck();
    }

    private static FetchRequest request(LocationRange range) {
        return new FetchRequest(
                new FetchRequest.Standalone(FullTrackName.of("a", "b"), range), 9, GroupOrder.ASCENDING, List.of());
    }

    private static Fetch message(long id, Location start, long endGroup, long endObject) {
        return new Fetch(
                id,
                TrackNamespace.of("a"),
                ByteString.of("b"),
                0,
                GroupOrder.PUBLISHER_DEFAULT,
                start,
                endGroup,
                endObject,
                Parameters.NONE);
    }

    /** The listener of a fetch, which keeps what it was told. */
    static final class Fetched implements FetchListener {
        final List<FetchGranted> granted = new ArrayList<>();
        final List<MoqRequestException> errors = new ArrayList<>();
        final List<MoqObject> objects = new ArrayList<>();
        final List<StreamEnd> ends = new ArrayList<>();

        @Override
        public void onOk(FetchGranted grant) {
            granted.add(grant);
        }

        @Override
        public void onError(MoqRequestException refusal) {
            errors.add(refusal);
        }

        @Override
        public void onObject(MoqObject object) {
            objects.add(object);
        }

        @Override
        public void onEnd(StreamEnd end) {
            ends.add(end);
        }
    }
}
