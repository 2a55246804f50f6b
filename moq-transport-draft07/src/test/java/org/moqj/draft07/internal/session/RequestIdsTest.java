package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.DoneStatus;
import org.moqj.core.Limits;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;
import org.moqj.draft07.internal.message.Fetch;
import org.moqj.draft07.internal.message.FetchCancel;
import org.moqj.draft07.internal.message.Filter;
import org.moqj.draft07.internal.message.MaxSubscribeId;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.Subscribe;
import org.moqj.draft07.internal.message.SubscribeError;
import org.moqj.draft07.internal.message.SubscribeUpdate;
import org.moqj.draft07.internal.message.Unsubscribe;

class RequestIdsTest {

    @Test
    void closesOnAnIdAtTheLimit() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(subscribe(1000));
        peer.assertClosed(0x6);
        assertThat(peer.endpoint.end().codeName()).isEqualTo("Too Many Subscribes");
    }

    @Test
    void closesOnAnIdAtTheLimitInAnyMessage() {
        RawPeer update = RawPeer.ofServer();
        update.send(new SubscribeUpdate(1000, 0, 0, 0, 0, 0, Parameters.NONE));
        update.assertClosed(0x6);
        RawPeer unsubscribe = RawPeer.ofServer();
        unsubscribe.send(new Unsubscribe(1000));
        unsubscribe.assertClosed(0x6);
        RawPeer fetch = RawPeer.ofServer();
        fetch.send(fetch(1000));
        fetch.assertClosed(0x6);
        RawPeer cancel = RawPeer.ofServer();
        cancel.send(new FetchCancel(1000));
        cancel.assertClosed(0x6);
    }

    @Test
    void closesOnIdsThatDoNotRise() {
        RawPeer equal = RawPeer.ofServer();
        equal.send(subscribe(5));
        equal.send(fetch(5));
        equal.assertClosed(0x3);
        assertThat(equal.closeReason()).startsWith("Subscribe ID");
        RawPeer lower = RawPeer.ofServer();
        lower.send(fetch(5));
        lower.send(subscribe(4));
        lower.assertClosed(0x3);
    }

    @Test
    void grantsMoreAsRequestsEnd() {
        RawPeer peer = limitedTo(4);
        for (int id = 0; id < 4; id++) {
            peer.send(subscribe(id));
        }
        assertThat(peer.received(MaxSubscribeId.class)).isEmpty();
        peer.endpoint.subscribes.get(0).reject(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, ""));
        peer.time.run();
        assertThat(peer.received(MaxSubscribeId.class)).containsExactly(new MaxSubscribeId(5));
        SubscriptionSender sender =
                peer.endpoint.subscribes.get(1).accept(Requests.granted(Optional.empty()), new Publisher());
        peer.time.run();
        assertThat(peer.received(MaxSubscribeId.class)).hasSize(1);
        sender.done(DoneStatus.TRACK_ENDED, "");
        peer.time.run();
        assertThat(peer.received(MaxSubscribeId.class)).endsWith(new MaxSubscribeId(6));
        peer.send(subscribe(5));
        assertThat(peer.endpoint.subscribes).hasSize(5);
        peer.closeAndCheck();
    }

    @Test
    void grantsMoreAsFetchesEnd() {
        RawPeer peer = limitedTo(1);
        peer.send(fetch(0));
        peer.endpoint
                .fetches
                .get(0)
                .accept(new FetchGranted(GroupOrder.ASCENDING, false, Location.ZERO), LiveMediaTest.silent())
                .finish();
        peer.time.run();
        assertThat(peer.received(MaxSubscribeId.class)).containsExactly(new MaxSubscribeId(2));
        peer.send(fetch(1));
        peer.send(new FetchCancel(1));
        assertThat(peer.received(MaxSubscribeId.class)).hasSize(1);
        peer.endpoint.fetches.get(1).reject(Refusal.ofCode(0, ""));
        peer.time.run();
        assertThat(peer.received(MaxSubscribeId.class)).endsWith(new MaxSubscribeId(3));
        peer.closeAndCheck();
    }

    @Test
    void doesNotGrantForRequestsThatAreStillToBeAnsweredHere() {
        RawPeer peer = limitedTo(1);
        peer.send(subscribe(0));
        peer.send(new Unsubscribe(0));
        assertThat(peer.received(MaxSubscribeId.class)).isEmpty();
        peer.endpoint.subscribes.get(0).accept(Requests.granted(Optional.empty()), new Publisher());
        peer.time.run();
        assertThat(peer.received(MaxSubscribeId.class)).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void requestsThatAreGivenUpWhileTheyWaitAreNeverSent() {
        RawPeer peer = RawPeer.ofClient(SessionPair.OPTIONS, RawPeer.STRICT_SERVER_SETUP.replace("40 64", "40 01"));
        peer.session().subscribe(Requests.subscribe("a", "first"), new Recorder());
        RequestHandle second = peer.session().subscribe(Requests.subscribe("a", "second"), new Recorder());
        RequestHandle fetch = peer.session()
                .fetch(
                        new FetchRequest(
                                new FetchRequest.Standalone(
                                        FullTrackName.of("a", "b"), LocationRange.throughGroup(Location.ZERO, 2)),
                                9,
                                GroupOrder.ASCENDING,
                                List.of()),
                        new FetchTest.Fetched());
        second.cancel();
        fetch.cancel();
        peer.session().subscribe(Requests.subscribe("a", "third"), new Recorder());
        peer.session().subscribe(Requests.subscribe("a", "second"), new Recorder());
        peer.time.run();
        peer.received.clear();

        peer.send(new MaxSubscribeId(10));

        assertThat(peer.received).allMatch(Subscribe.class::isInstance);
        assertThat(peer.received(Subscribe.class))
                .extracting(sent -> sent.subscribeId() + " " + sent.name())
                .containsExactly("1 third", "2 second");
        peer.closeAndCheck();
    }

    @Test
    void trackOfARequestThatCouldNotBeSentIsFreeAgain() {
        RawPeer peer = RawPeer.ofClient();
        SubscribeRequest impossible = new SubscribeRequest(
                FullTrackName.of("a", "b"),
                128,
                GroupOrder.ASCENDING,
                true,
                SubscribeFilter.latest(),
                Optional.of(Duration.ofMillis(-1)),
                List.of());
        assertThatThrownBy(() -> peer.session().subscribe(impossible, new Recorder()))
                .isInstanceOf(IllegalArgumentException.class);

        peer.session().subscribe(Requests.subscribe("a", "b"), new Recorder());
        peer.time.run();

        assertThat(peer.received(Subscribe.class)).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void doesNotLosePlacesToGapsInTheIds() {
        RawPeer peer = limitedTo(10);
        peer.send(subscribe(9));
        peer.endpoint.subscribes.get(0).reject(Refusal.ofCode(0, ""));
        peer.time.run();
        assertThat(peer.received(MaxSubscribeId.class)).containsExactly(new MaxSubscribeId(20));
        peer.closeAndCheck();
    }

    @Test
    void manyMoreRequestsThanTheLimitGoThroughOneAfterTheOther() {
        SessionPair sessions = SessionPair.established(
                SessionPair.OPTIONS,
                SessionPair.withLimits(Limits.defaults().withMaxRequests(3, 3)),
                Conditions.GENEROUS);
        List<Recorder> recorders = new java.util.ArrayList<>();
        sessions.server.whenSubscribed = () -> sessions.server
                .subscribes
                .get(sessions.server.subscribes.size() - 1)
                .reject(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, ""));
        for (int i = 0; i < 50; i++) {
            Recorder recorder = new Recorder();
            recorders.add(recorder);
            sessions.client.session().subscribe(Requests.subscribe("a", "track" + i), recorder);
        }
        sessions.run();
        assertThat(recorders).allSatisfy(recorder -> assertThat(recorder.errors).hasSize(1));
        sessions.closeAndCheck();
    }

    @Test
    void refusesMoreRequestsThanItsLimitOfAPeerWithoutLimits() {
        RawPeer peer = RawPeer.ofServer(
                SessionPair.withLimits(Limits.defaults().withMaxRequests(2, 2)), RawPeer.MOQ_RS_CLIENT_SETUP);
        for (int id = 0; id < 3; id++) {
            peer.send(subscribe(id));
        }
        assertThat(peer.endpoint.subscribes).hasSize(2);
        assertThat(peer.received(SubscribeError.class)).hasSize(1);
        peer.endpoint.subscribes.get(0).reject(Refusal.ofCode(0, ""));
        peer.send(subscribe(3000));
        assertThat(peer.endpoint.subscribes).hasSize(3);
        assertThat(peer.received(MaxSubscribeId.class)).isEmpty();
        peer.closeAndCheck();
    }

    private static RawPeer limitedTo(int requests) {
        return RawPeer.ofServer(
                SessionPair.withLimits(Limits.defaults().withMaxRequests(requests, requests)),
                RawPeer.STRICT_CLIENT_SETUP);
    }

    private static Subscribe subscribe(long id) {
        return new Subscribe(
                id,
                100 + id,
                TrackNamespace.of("a"),
                ByteString.of("b" + id),
                128,
                GroupOrder.PUBLISHER_DEFAULT,
                new Filter.LatestGroup(),
                Parameters.NONE);
    }

    private static Fetch fetch(long id) {
        return new Fetch(
                id,
                TrackNamespace.of("a"),
                ByteString.of("b"),
                0,
                GroupOrder.PUBLISHER_DEFAULT,
                Location.ZERO,
                1,
                0,
                Parameters.NONE);
    }
}
