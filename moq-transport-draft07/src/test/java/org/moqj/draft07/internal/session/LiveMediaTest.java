package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.DoneStatus;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;
import org.moqj.core.spi.transport.SendStreamHandler;

class LiveMediaTest {

    @Test
    void deliversObjectsOfASubgroupInOrder() {
        SessionPair sessions = SessionPair.established();
        Recorder recorder = new Recorder();
        sessions.client.session().subscribe(Requests.subscribe("live", "video"), recorder);
        sessions.run();
        SubscriptionSender sender = accept(sessions, new Publisher());
        SubgroupSender subgroup = sender.openSubgroup(new SubgroupHeader(7, 2, 100, false, false), silent());
        subgroup.write(object(7, 2, 0, "one"), false);
        subgroup.write(object(7, 2, 5, "two"), false);
        subgroup.write(object(7, 2, 6, ""), true);
        sessions.run();

        assertThat(recorder.granted).hasSize(1);
        assertThat(recorder.headers).containsExactly(new SubgroupHeader(7, 2, 100, false, false));
        assertThat(recorder.texts()).containsExactly("one", "two", "");
        assertThat(recorder.objects.get(1).toString())
                .isEqualTo("MoqObject[7/2/5 priority=100 NORMAL SUBGROUP extensions=0 size=3]");
        assertThat(recorder.ends).containsExactly(StreamEnd.COMPLETE);
        sessions.closeAndCheck();
    }

    @Test
    void deliversObjectsThatArriveByteByByte() {
        SessionPair sessions =
                SessionPair.established(SessionPair.OPTIONS, SessionPair.OPTIONS, Conditions.GENEROUS.withChunk(1));
        Recorder recorder = new Recorder();
        sessions.client.session().subscribe(Requests.subscribe("live", "video"), recorder);
        sessions.run();
        SubscriptionSender sender = accept(sessions, new Publisher());
        SubgroupSender subgroup = sender.openSubgroup(new SubgroupHeader(70000, 0, 1, false, false), silent());
        subgroup.write(object(70000, 0, 0, "x".repeat(300)), false);
        subgroup.write(object(70000, 0, 1, "y"), true);
        sessions.run();

        assertThat(recorder.texts()).containsExactly("x".repeat(300), "y");
        sessions.closeAndCheck();
    }

    @Test
    void endsWithTheFinalLocation() {
        SessionPair sessions = SessionPair.established();
        Recorder recorder = new Recorder();
        sessions.client.session().subscribe(Requests.subscribe("live", "video"), recorder);
        sessions.run();
        SubscriptionSender sender = accept(sessions, new Publisher());
        SubgroupSender subgroup = sender.openSubgroup(new SubgroupHeader(3, 0, 1, false, false), silent());
        subgroup.write(object(3, 0, 4, "last"), true);
        sender.done(DoneStatus.TRACK_ENDED, "the end");
        sessions.run();

        assertThat(recorder.done).hasSize(1);
        assertThat(recorder.done.get(0).status()).isEqualTo(DoneStatus.TRACK_ENDED);
        assertThat(recorder.done.get(0).codeName()).isEqualTo("Track Ended");
        assertThat(recorder.done.get(0).reason()).isEqualTo("the end");
        assertThat(recorder.done.get(0).finalLocation()).contains(new Location(3, 4));
        assertThat(recorder.texts()).containsExactly("last");
        sessions.closeAndCheck();
    }

    private static SubscriptionSender accept(SessionPair sessions, Publisher publisher) {
        return sessions.server.subscribes.get(0).accept(Requests.granted(Optional.empty()), publisher);
    }

    static SendStreamHandler silent() {
        return new SendStreamHandler() {};
    }

    static MoqObject object(long group, long subgroup, long id, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return MoqObject.of(
                group, subgroup, id, 100, ForwardingPreference.SUBGROUP, List.of(), payload, 0, payload.length);
    }
}
