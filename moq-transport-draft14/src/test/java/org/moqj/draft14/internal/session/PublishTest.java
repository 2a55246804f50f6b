package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.AuthToken;
import org.moqj.core.DoneStatus;
import org.moqj.core.Limits;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingPublish;
import org.moqj.core.spi.draft.PublishRequest;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.draft14.internal.message.Fetch;
import org.moqj.draft14.internal.message.FetchError;
import org.moqj.draft14.internal.message.FetchRange;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.MaxRequestId;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.Publish;
import org.moqj.draft14.internal.message.PublishDone;
import org.moqj.draft14.internal.message.PublishError;
import org.moqj.draft14.internal.message.PublishNamespace;
import org.moqj.draft14.internal.message.PublishNamespaceError;
import org.moqj.draft14.internal.message.PublishOk;
import org.moqj.draft14.internal.message.ServerSetup;

/** Tracks that are offered, by both ends (draft-14, sections 5.1 and 9.13 to 9.15). */
class PublishTest {

    private static final PublishRequest OFFER = new PublishRequest(
            Fixtures.CLOCK,
            GroupOrder.ASCENDING,
            Optional.of(new Location(4, 5)),
            true,
            Optional.of(Duration.ofMillis(300)),
            Optional.of(Duration.ofMillis(400)),
            List.of());

    private static final Publish PUBLISH =
            new Publish(1, Fixtures.CLOCK, 7, GroupOrder.DESCENDING, Optional.empty(), true, Parameters.NONE);

    private static final String STREAM = "14" + "07" + "01" + "00" + "80" + "00" + "0161";

    private final SenderRecorder sender = new SenderRecorder();
    private final TrackRecorder track = new TrackRecorder();

    private static PublishOk ok(long id, Filter filter) {
        return new PublishOk(id, true, 33, GroupOrder.DESCENDING, filter, Parameters.NONE);
    }

    // Between two sessions

    @Test
    void offersTrackAndDeliversIt() {
        SessionPair pair = SessionPair.open();
        SubscriptionSender publication = pair.clientSession.publish(OFFER, sender);
        pair.run();
        IncomingPublish offer = pair.server.publishes.remove();
        assertThat(offer.request()).isEqualTo(OFFER);

        SubscribeRequest wanted = new SubscribeRequest(
                Fixtures.CLOCK,
                33,
                GroupOrder.DESCENDING,
                false,
                SubscribeFilter.nextGroup(),
                Optional.of(Duration.ofMillis(50)),
                List.of());
        SubscribeHandle handle = offer.accept(wanted, track);
        assertThat(track.granted).as("not within the call").isEmpty();
        pair.run();

        assertThat(sender.agreed).containsExactly(wanted);
        assertThat(sender.ranges).containsExactly(LocationRange.from(new Location(5, 0)));
        assertThat(track.granted)
                .containsExactly(new SubscriptionGranted(
                        Optional.empty(),
                        GroupOrder.DESCENDING,
                        Optional.of(new Location(4, 5)),
                        Optional.of(Duration.ofMillis(300)),
                        Optional.of(Duration.ofMillis(400))));

        handle.update(new SubscriptionUpdate(LocationRange.from(new Location(6, 0)), 2, true, Optional.empty()));
        pair.run();
        assertThat(sender.updates)
                .containsExactly(
                        new SubscriptionUpdate(LocationRange.from(new Location(6, 0)), 2, true, Optional.empty()));

        publication.openSubgroup(Fixtures.header(6, 0), Fixtures.NO_HANDLER).write(Fixtures.object(6, 0, 0, "a"), true);
        publication.done(DoneStatus.TRACK_ENDED, "over");
        pair.run();
        assertThat(track.streams.get(0).texts()).containsExactly("a");
        assertThat(track.done).hasSize(1);
        pair.closeAndCheck();
    }

    @Test
    void deliversObjectsThatWereSentBeforeTheAnswer() {
        SessionPair pair = SessionPair.open();
        SubscriptionSender publication = pair.clientSession.publish(OFFER, sender);
        SubgroupSender stream = publication.openSubgroup(Fixtures.header(6, 0), Fixtures.NO_HANDLER);
        stream.write(Fixtures.object(6, 0, 0, "early"), true);
        publication.sendDatagram(Fixtures.datagram(6, 1, "d"), false);
        pair.run();
        assertThat(track.streams).isEmpty();

        pair.server.publishes.remove().accept(Fixtures.subscribe(), track);
        pair.run();

        assertThat(track.streams.get(0).texts()).containsExactly("early");
        assertThat(track.done).as("streams and datagrams in one track").hasSize(1);
        pair.closeAndCheck();
    }

    @Test
    void refusesTrackAndStopsItsStreams() {
        SessionPair pair = SessionPair.open();
        SubscriptionSender publication = pair.clientSession.publish(OFFER, sender);
        SubgroupSender stream = publication.openSubgroup(Fixtures.header(6, 0), Fixtures.NO_HANDLER);
        stream.write(Fixtures.object(6, 0, 0, "early"), false);
        pair.run();

        pair.server.publishes.remove().reject(Refusal.of(RequestError.UNINTERESTED, "nobody"));
        pair.run();

        assertThat(stream.isWritable()).isFalse();
        assertThat(sender.errors).singleElement().satisfies(refusal -> {
            assertThat(refusal.codeName()).isEqualTo("UNINTERESTED");
            assertThat(refusal).hasMessageContaining("PUBLISH live/clock");
        });
        assertThat(publication
                        .openSubgroup(Fixtures.header(7, 0), Fixtures.NO_HANDLER)
                        .isWritable())
                .isFalse();
        pair.closeAndCheck();
    }

    @Test
    void unsubscribesFromOfferedTrack() {
        SessionPair pair = SessionPair.open();
        pair.clientSession.publish(OFFER, sender);
        pair.run();
        SubscribeHandle handle = pair.server.publishes.remove().accept(Fixtures.subscribe(), track);
        pair.run();

        handle.cancel();
        pair.run();

        assertThat(sender.unsubscribed).isEqualTo(1);
        pair.closeAndCheck();
    }

    @Test
    void leavesBeforeTheSubscriptionBegins() {
        SessionPair pair = SessionPair.open();
        pair.clientSession.publish(OFFER, sender);
        pair.run();

        pair.server.publishes.remove().accept(Fixtures.subscribe(), track).cancel();
        pair.run();

        assertThat(track.granted).isEmpty();
        assertThat(sender.unsubscribed).isEqualTo(1);
        pair.closeAndCheck();
    }

    // Ours

    @Test
    void sendsAllThatIsOffered() {
        RawPeer peer = RawPeer.server();

        peer.session().publish(OFFER, sender);
        peer.time.run();

        assertThat(peer.lastReceived())
                .isEqualTo(new Publish(
                        0,
                        Fixtures.CLOCK,
                        1,
                        GroupOrder.ASCENDING,
                        Optional.of(new Location(4, 5)),
                        true,
                        new Parameters(List.of(new Parameter.Numeric(0x2, 300), new Parameter.Numeric(0x4, 400)))));
    }

    @Test
    void rejectsAnswerWithInvertedRange() {
        RawPeer peer = RawPeer.server();
        peer.session().publish(OFFER, sender);

        peer.send(ok(0, Filter.range(new Location(3, 0), 2)));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "End Group");
    }

    @Test
    void rejectsSecondAnswer() {
        RawPeer peer = RawPeer.server();
        peer.session().publish(OFFER, sender);
        peer.send(ok(0, Filter.LARGEST_OBJECT));

        peer.send(new PublishError(0, 4, ByteString.of("")));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    @Test
    void endsBeforeTheAnswer() {
        RawPeer peer = RawPeer.server();
        SubscriptionSender publication = peer.session().publish(OFFER, sender);
        publication.done(DoneStatus.TRACK_ENDED, "");

        peer.send(ok(0, Filter.LARGEST_OBJECT));

        assertThat(peer.received(PublishDone.class)).hasSize(1);
        assertThat(sender.agreed).isEmpty();
        peer.expectOpen();
    }

    @Test
    void withdrawsOfferThatWaits() {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(
                new ServerSetup(0xff00000eL, new Parameters(List.of(new Parameter.Binary(0x7, ByteString.of("raw"))))));
        SubscriptionSender publication = peer.session().publish(OFFER, sender);

        publication.done(DoneStatus.TRACK_ENDED, "");
        peer.send(new MaxRequestId(10));

        assertThat(peer.received(Publish.class)).isEmpty();
        assertThat(peer.received(PublishDone.class)).isEmpty();
    }

    @Test
    void refusesToJoinOfferedTrackWithFetch() {
        RawPeer peer = RawPeer.server();
        peer.session().publish(OFFER, sender);
        peer.send(ok(0, Filter.LARGEST_OBJECT));

        peer.send(new Fetch(1, 9, GroupOrder.ASCENDING, new FetchRange.RelativeJoining(0, 1), Parameters.NONE));

        assertThat(peer.received(FetchError.class))
                .singleElement()
                .extracting(FetchError::errorCode)
                .isEqualTo(0x7L);
    }

    // Those of the peer

    @Test
    void holdsStreamsUntilTheOfferIsAnswered() {
        RawPeer peer = RawPeer.server();
        peer.open(STREAM);
        peer.send(PUBLISH);
        SendStream second = peer.open(STREAM);
        IncomingPublish offer = peer.ours.publishes.remove();

        offer.accept(Fixtures.subscribe(), track);
        peer.time.run();

        assertThat(track.streams).hasSize(2);
        assertThat(second.isWritable()).isTrue();
        assertThat(peer.lastReceived())
                .isEqualTo(new PublishOk(1, true, 128, GroupOrder.DESCENDING, Filter.LARGEST_OBJECT, Parameters.NONE));
    }

    @Test
    void answersOnce() {
        RawPeer peer = RawPeer.server();
        peer.send(PUBLISH);
        IncomingPublish offer = peer.ours.publishes.remove();

        offer.accept(Fixtures.subscribe(), track);
        offer.reject(Refusal.of(RequestError.UNINTERESTED, "too late"));
        offer.accept(Fixtures.subscribe(), new TrackRecorder());
        peer.time.run();

        assertThat(peer.received(PublishOk.class)).hasSize(1);
        assertThat(peer.received(PublishError.class)).isEmpty();
    }

    @Test
    void stopsStreamsOfOfferThatIsRefused() {
        RawPeer peer = RawPeer.server();
        SendStream early = peer.open(STREAM);
        peer.send(PUBLISH);

        peer.ours.publishes.remove().reject(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, ""));
        peer.time.run();
        SendStream late = peer.open(STREAM);

        assertThat(early.isWritable()).isFalse();
        assertThat(late.isWritable()).isFalse();
        assertThat(peer.received(PublishError.class))
                .containsExactly(new PublishError(1, 0x4, ByteString.of(""))); // the nearest: UNINTERESTED
    }

    @Test
    void keepsEndThatComesWithTheOffer() {
        RawPeer peer = RawPeer.server();
        peer.ours.whenPublished = offer -> offer.accept(Fixtures.subscribe(), track);

        peer.send(PUBLISH, new PublishDone(1, 0x2, 0, ByteString.of("over")));
        peer.time.advance(Fixtures.DONE_TIMEOUT);

        assertThat(track.granted).hasSize(1);
        assertThat(track.done).hasSize(1);
        peer.expectOpen();
    }

    @Test
    void keepsEndThatComesBeforeTheAnswer() {
        RawPeer peer = RawPeer.server();
        peer.send(PUBLISH, new PublishDone(1, 0x2, 0, ByteString.of("over")));

        peer.ours.publishes.remove().accept(Fixtures.subscribe(), track);
        peer.time.advance(Fixtures.DONE_TIMEOUT);

        assertThat(track.granted).hasSize(1);
        assertThat(track.done).hasSize(1);
    }

    @Test
    void refusesOfferOfTrackThatIsSubscribedTo() {
        RawPeer peer = RawPeer.server();
        peer.session().subscribe(Fixtures.subscribe(), track);

        peer.send(PUBLISH);

        assertThat(peer.ours.publishes).isEmpty();
        assertThat(peer.received(PublishError.class))
                .singleElement()
                .extracting(PublishError::errorCode)
                .isEqualTo(0x4L);
    }

    @Test
    void rejectsAliasOfAnotherTrack() {
        RawPeer peer = RawPeer.server();
        peer.send(PUBLISH);

        peer.send(new Publish(
                3,
                FullTrackName.of("live", "other"),
                7,
                GroupOrder.ASCENDING,
                Optional.empty(),
                true,
                Parameters.NONE));

        peer.expectClosed(SessionCode.DUPLICATE_TRACK_ALIAS, "Track Alias");
    }

    @Test
    void refusesTermsThatTheAnswerCannotCarry() {
        RawPeer peer = RawPeer.server();
        peer.send(PUBLISH);
        IncomingPublish offer = peer.ours.publishes.remove();
        SubscribeRequest withToken = new SubscribeRequest(
                Fixtures.CLOCK,
                1,
                GroupOrder.ASCENDING,
                true,
                SubscribeFilter.latest(),
                Optional.empty(),
                List.of(AuthToken.of("x")));

        assertThatThrownBy(() -> offer.accept(withToken, track)).isInstanceOf(UnsupportedFeatureException.class);
        offer.accept(Fixtures.subscribe(), track);
        peer.time.run();

        assertThat(track.granted).as("the failed attempt changed nothing").hasSize(1);
    }

    @Test
    void countsOfferAmongOpenRequestsUntilItIsOver() {
        RawPeer peer = RawPeer.server(
                Fixtures.options(Optional.empty(), Limits.defaults().withMaxRequests(1, 1)));
        peer.send(RawPeer.SERVER_SETUP, PUBLISH);
        SubscribeHandle handle = peer.ours.publishes.remove().accept(Fixtures.subscribe(), track);
        PublishNamespace namespace = new PublishNamespace(3, TrackNamespace.of("a"), Parameters.NONE);
        peer.send(namespace);
        assertThat(peer.received(PublishNamespaceError.class)).as("too many").hasSize(1);

        handle.cancel();
        peer.send(new PublishNamespace(5, TrackNamespace.of("a"), Parameters.NONE));

        assertThat(peer.ours.namespaces).hasSize(1);
    }
}
