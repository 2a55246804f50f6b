package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moqj.core.DoneStatus;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.StreamError;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.NamespaceHandle;
import org.moqj.core.spi.draft.PeerSetup;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;

/** The path of live media between two sessions: namespaces, subscriptions, streams, datagrams, and their ends. */
class LiveMediaTest {

    private SessionPair pair;

    @BeforeEach
    void open() {
        pair = SessionPair.open();
    }

    @AfterEach
    void close() {
        pair.closeAndCheck();
    }

    private SubscriptionSender accept(TrackRecorder track, SenderRecorder sender) {
        pair.clientSession.subscribe(Fixtures.subscribe(), track);
        pair.run();
        SubscriptionSender publication = pair.server.subscribes.remove().accept(Fixtures.FROM_START, sender);
        pair.run();
        return publication;
    }

    @Test
    void exchangesSetup() {
        assertThat(pair.client.established).hasSize(1);
        assertThat(pair.server.established).hasSize(1);
        PeerSetup seenByServer = pair.server.established.get(0);
        assertThat(seenByServer.implementation()).isEqualTo("moqj-test");
        assertThat(seenByServer.path()).isEqualTo("/live?x=1");
        assertThat(seenByServer.authority()).isEqualTo("relay.test");
        assertThat(seenByServer.profile()).isEqualTo(PeerProfile.STRICT);
        assertThat(pair.client.established.get(0).implementation()).isEqualTo("moqj-test");
    }

    @Test
    void publishesNamespaceAndWithdrawsIt() {
        AnswerRecorder answer = new AnswerRecorder();
        NamespaceHandle handle = pair.clientSession.publishNamespace(Fixtures.namespace("live", "cam"), answer);
        pair.run();
        IncomingNamespace incoming = pair.server.namespaces.remove();
        assertThat(incoming.request().namespace()).isEqualTo(TrackNamespace.of("live", "cam"));
        int[] withdrawn = {0};
        incoming.accept(() -> withdrawn[0]++);
        pair.run();
        assertThat(answer.oks).isEqualTo(1);

        handle.cancel();
        pair.run();

        assertThat(withdrawn[0]).isEqualTo(1);
        assertThat(answer.cancels).isEmpty();
    }

    @Test
    void takesAgreementToNamespaceBack() {
        AnswerRecorder answer = new AnswerRecorder();
        NamespaceHandle handle = pair.clientSession.publishNamespace(Fixtures.namespace("live"), answer);
        pair.run();
        IncomingNamespace incoming = pair.server.namespaces.remove();
        incoming.accept(() -> {});
        pair.run();

        incoming.cancel(Refusal.of(RequestError.UNINTERESTED, "moved"));
        pair.run();
        handle.cancel(); // nothing to withdraw any more
        pair.run();

        assertThat(answer.cancels).singleElement().satisfies(cancelled -> {
            assertThat(cancelled.code()).isEqualTo(0x4);
            assertThat(cancelled.codeName()).isEqualTo("UNINTERESTED");
            assertThat(cancelled).hasMessageContaining("moved");
        });
    }

    @Test
    void refusesNamespace() {
        AnswerRecorder answer = new AnswerRecorder();
        pair.clientSession.publishNamespace(Fixtures.namespace("live"), answer);
        pair.run();

        pair.server.namespaces.remove().reject(Refusal.of(RequestError.UNAUTHORIZED, "no"));
        pair.run();

        assertThat(answer.errors).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(0x1);
            assertThat(refusal.error()).contains(RequestError.UNAUTHORIZED);
        });
    }

    @Test
    void deliversObjectsOfSeveralSubgroups() {
        TrackRecorder track = new TrackRecorder();
        SubscriptionSender publication = accept(track, new SenderRecorder());
        assertThat(track.granted).hasSize(1);

        SubgroupSender first = publication.openSubgroup(Fixtures.header(7, 0), Fixtures.NO_HANDLER);
        SubgroupSender second = publication.openSubgroup(Fixtures.header(7, 3), Fixtures.NO_HANDLER);
        first.write(Fixtures.object(7, 0, 0, "a"), false);
        second.write(Fixtures.object(7, 3, 4, "b"), true);
        first.write(Fixtures.object(7, 0, 9, "c"), false);
        first.finish();
        pair.run();

        assertThat(track.headers).containsExactly(Fixtures.header(7, 0), Fixtures.header(7, 3));
        assertThat(track.streams.get(0).texts()).containsExactly("a", "c");
        assertThat(track.streams.get(0).objects).extracting(MoqObject::objectId).containsExactly(0L, 9L);
        assertThat(track.streams.get(0).ends).containsExactly(StreamEnd.COMPLETE);
        assertThat(track.streams.get(1).texts()).containsExactly("b");
        assertThat(track.streams.get(1).ends).containsExactly(StreamEnd.COMPLETE);
    }

    @Test
    void carriesExtensionHeadersAndStatus() {
        TrackRecorder track = new TrackRecorder();
        SubscriptionSender publication = accept(track, new SenderRecorder());
        List<ExtensionHeader> extensions = List.of(
                new ExtensionHeader.Numeric(4, 2186796243L), new ExtensionHeader.Binary(77, ByteString.of("trace")));

        SubgroupHeader header = new SubgroupHeader(1, 0, 5, true, true);
        SubgroupSender sender = publication.openSubgroup(header, Fixtures.NO_HANDLER);
        byte[] payload = {1, 2, 3};
        sender.write(MoqObject.of(1, 0, 0, 5, ForwardingPreference.SUBGROUP, extensions, payload, 0, 3), false);
        sender.write(
                MoqObject.ofStatus(1, 0, 1, 5, ForwardingPreference.SUBGROUP, List.of(), ObjectStatus.DOES_NOT_EXIST),
                false);
        sender.write(
                MoqObject.ofStatus(1, 0, 2, 5, ForwardingPreference.SUBGROUP, List.of(), ObjectStatus.END_OF_GROUP),
                true);
        pair.run();

        assertThat(track.headers).containsExactly(header);
        List<MoqObject> objects = track.streams.get(0).objects;
        assertThat(objects.get(0).extensionHeaders()).isEqualTo(extensions);
        assertThat(objects.get(0).payloadBytes()).containsExactly(1, 2, 3);
        assertThat(objects)
                .extracting(MoqObject::status)
                .containsExactly(ObjectStatus.NORMAL, ObjectStatus.DOES_NOT_EXIST, ObjectStatus.END_OF_GROUP);
    }

    @Test
    void deliversDatagrams() {
        TrackRecorder track = new TrackRecorder();
        SubscriptionSender publication = accept(track, new SenderRecorder());

        DatagramResult result = publication.sendDatagram(Fixtures.datagram(3, 8, "tick"), true);
        pair.run();

        assertThat(result).isEqualTo(DatagramResult.SENT);
        assertThat(track.datagrams).singleElement().satisfies(object -> {
            assertThat(object.location()).isEqualTo(new Location(3, 8));
            assertThat(object.text()).isEqualTo("tick");
            assertThat(object.forwardingPreference()).isEqualTo(ForwardingPreference.DATAGRAM);
        });
        assertThat(track.datagramEndsGroup).containsExactly(true);
    }

    @Test
    void dropsDatagramThatIsTooLarge() {
        SubscriptionSender publication = accept(new TrackRecorder(), new SenderRecorder());

        DatagramResult result = publication.sendDatagram(Fixtures.datagram(0, 0, "x".repeat(2000)), false);

        assertThat(result).isEqualTo(DatagramResult.TOO_LARGE);
    }

    @Test
    void refusesSubscription() {
        TrackRecorder track = new TrackRecorder();
        pair.clientSession.subscribe(Fixtures.subscribe(), track);
        pair.run();

        pair.server.subscribes.remove().reject(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, "no such track"));
        pair.run();

        assertThat(track.errors).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(0x4);
            assertThat(refusal.codeName()).isEqualTo("TRACK_DOES_NOT_EXIST");
            assertThat(refusal).hasMessageContaining("SUBSCRIBE live/clock").hasMessageContaining("no such track");
        });
    }

    @Test
    void unsubscribingResetsOpenStreams() {
        TrackRecorder track = new TrackRecorder();
        SenderRecorder sender = new SenderRecorder();
        SubscribeHandle handle = pair.clientSession.subscribe(Fixtures.subscribe(), track);
        pair.run();
        SubscriptionSender publication = pair.server.subscribes.remove().accept(Fixtures.FROM_START, sender);
        SubgroupSender stream = publication.openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER);
        stream.write(Fixtures.object(0, 0, 0, "a"), false);
        pair.run();

        handle.cancel();
        pair.run();
        stream.write(Fixtures.object(0, 0, 1, "late"), false);
        publication.done(DoneStatus.TRACK_ENDED, "late");
        pair.run();

        assertThat(sender.unsubscribed).isEqualTo(1);
        assertThat(stream.isWritable()).isFalse();
        assertThat(track.streams.get(0).texts()).containsExactly("a");
        assertThat(track.streams.get(0).ends).isEmpty();
        assertThat(track.done).isEmpty();
        assertThat(pair.client.closed).isEmpty();
    }

    @Test
    void subscribesAgainAfterUnsubscribing() {
        SubscribeHandle handle = pair.clientSession.subscribe(Fixtures.subscribe(), new TrackRecorder());
        pair.run();
        pair.server.subscribes.remove().accept(Fixtures.FROM_START, new SenderRecorder());
        handle.cancel();

        TrackRecorder again = new TrackRecorder();
        accept(again, new SenderRecorder());

        assertThat(again.granted).hasSize(1);
    }

    @Test
    void endsWhenAllStreamsThatWereCountedHaveEnded() {
        TrackRecorder track = new TrackRecorder();
        SubscriptionSender publication = accept(track, new SenderRecorder());
        SubgroupSender stream = publication.openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER);
        stream.write(Fixtures.object(0, 0, 0, "a"), true);

        publication.done(DoneStatus.TRACK_ENDED, "over");
        pair.run();

        assertThat(track.streams.get(0).ends).containsExactly(StreamEnd.COMPLETE);
        assertThat(track.done).singleElement().satisfies(done -> {
            assertThat(done.status()).isEqualTo(DoneStatus.TRACK_ENDED);
            assertThat(done.code()).isEqualTo(0x2);
            assertThat(done.reason()).isEqualTo("over");
        });
    }

    @Test
    void doesNotCountStreamsThatNeverWentOut() {
        SessionPair narrow = SessionPair.open(InMemoryTransport.Conditions.GENEROUS.withMaxUniStreams(1));
        TrackRecorder track = new TrackRecorder();
        narrow.clientSession.subscribe(Fixtures.subscribe(), track);
        narrow.run();
        SubscriptionSender publication =
                narrow.server.subscribes.remove().accept(Fixtures.FROM_START, new SenderRecorder());
        SubgroupSender first = publication.openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER);
        first.write(Fixtures.object(0, 0, 0, "a"), false);
        narrow.run();
        SubgroupSender open = publication.openSubgroup(Fixtures.header(1, 0), Fixtures.NO_HANDLER);
        open.write(Fixtures.object(1, 0, 0, "b"), false);
        SubgroupSender ended = publication.openSubgroup(Fixtures.header(2, 0), Fixtures.NO_HANDLER);
        ended.write(Fixtures.object(2, 0, 0, "c"), true);

        open.reset(StreamError.DELIVERY_TIMEOUT);
        ended.reset(StreamError.DELIVERY_TIMEOUT);
        first.finish();
        publication.done(DoneStatus.TRACK_ENDED, "over");
        narrow.run();

        assertThat(track.streams).hasSize(1);
        assertThat(track.done).as("at once").hasSize(1);
        narrow.closeAndCheck();
    }

    @Test
    void waitsForStreamThatComesAfterTheEnd() {
        TrackRecorder track = new TrackRecorder();
        SubscriptionSender publication = accept(track, new SenderRecorder());
        track.whenStreamBegins = stream -> stream.setReading(false);
        SubgroupSender stream = publication.openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER);
        stream.write(Fixtures.object(0, 0, 0, "a"), false);
        pair.run();
        stream.write(Fixtures.object(0, 0, 1, "b"), true);
        publication.done(DoneStatus.TRACK_ENDED, "");
        pair.time.advance(Fixtures.DONE_TIMEOUT.multipliedBy(3));
        assertThat(track.done).isEmpty();

        track.handles.get(0).setReading(true);
        pair.run();

        assertThat(track.streams.get(0).texts()).containsExactly("a", "b");
        assertThat(track.done).hasSize(1);
    }

    @Test
    void narrowsSubscription() {
        TrackRecorder track = new TrackRecorder();
        SenderRecorder sender = new SenderRecorder();
        SubscribeHandle handle = pair.clientSession.subscribe(
                Fixtures.subscribe(Fixtures.CLOCK, SubscribeFilter.range(new Location(2, 0), 20)), track);
        pair.run();
        pair.server.subscribes.remove().accept(Fixtures.FROM_START, sender);
        pair.run();

        LocationRange narrower = LocationRange.throughGroup(new Location(5, 1), 10);
        handle.update(new SubscriptionUpdate(narrower, 3, false, Optional.of(Duration.ofMillis(700))));
        pair.run();

        assertThat(sender.updates)
                .containsExactly(new SubscriptionUpdate(narrower, 3, false, Optional.of(Duration.ofMillis(700))));
    }

    @Test
    void refusesToWidenSubscription() {
        SubscribeHandle handle = pair.clientSession.subscribe(
                Fixtures.subscribe(Fixtures.CLOCK, SubscribeFilter.range(new Location(2, 0), 20)), new TrackRecorder());
        pair.run();
        pair.server.subscribes.remove().accept(Fixtures.FROM_START, new SenderRecorder());
        pair.run();

        LocationRange wider = LocationRange.throughGroup(new Location(2, 0), 21);
        assertThatThrownBy(() -> handle.update(new SubscriptionUpdate(wider, 3, true, Optional.empty())))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("2:0");
    }
}
