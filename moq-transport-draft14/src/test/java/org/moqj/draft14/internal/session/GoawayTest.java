package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.MoqRequestException;
import org.moqj.core.SessionError;
import org.moqj.core.Side;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.draft14.internal.message.Goaway;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.Unsubscribe;

/** GOAWAY in both directions (draft-14, sections 3.5 and 9.4). */
class GoawayTest {

    private static final Goaway ELSEWHERE = new Goaway(ByteString.of("https://b.test/"));
    private static final Goaway SAME_PLACE = new Goaway(ByteString.of(""));

    @Test
    void tellsWhereToGo() {
        RawPeer peer = RawPeer.server();

        peer.send(ELSEWHERE);

        assertThat(peer.ours.goaways).containsExactly("https://b.test/");
        peer.expectOpen();
    }

    @Test
    void rejectsSecondOne() {
        RawPeer peer = RawPeer.server();

        peer.send(SAME_PLACE, SAME_PLACE);

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "GOAWAY");
    }

    @Test
    void rejectsUriOfClient() {
        RawPeer peer = RawPeer.client();

        peer.send(ELSEWHERE);

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "New Session URI");
    }

    @Test
    void acceptsGoawayOfClient() {
        RawPeer peer = RawPeer.client();

        peer.send(SAME_PLACE);

        assertThat(peer.ours.goaways).containsExactly("");
    }

    @Test
    void asksNothingNewOfPeerThatLeaves() {
        RawPeer peer = RawPeer.server();
        TrackRecorder track = new TrackRecorder();
        SubscribeHandle handle = peer.session().subscribe(Fixtures.subscribe(), track);
        peer.send(new SubscribeOk(0, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE), SAME_PLACE);

        assertThatThrownBy(() -> peer.session().publishNamespace(Fixtures.namespace("a"), new AnswerRecorder()))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("GOAWAY");
        peer.open("14" + "07" + "01" + "00" + "80" + "00" + "0161");
        assertThat(track.streams).as("what is there goes on").hasSize(1);
        handle.cancel();
        peer.time.run();

        assertThat(peer.lastReceived()).isInstanceOf(Unsubscribe.class);
    }

    @Test
    void serverSendsPeersElsewhere() {
        SessionPair pair = SessionPair.open();

        pair.serverSession().goaway("moqt://b.test/live");
        pair.run();

        assertThat(pair.client.goaways).containsExactly("moqt://b.test/live");
        assertThatThrownBy(() -> pair.serverSession().goaway("")).isInstanceOf(MoqRequestException.class);
        pair.closeAndCheck();
    }

    @Test
    void clientNamesNoUri() {
        SessionPair pair = SessionPair.open();

        assertThatThrownBy(() -> pair.clientSession.goaway("moqt://b.test/"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pair.serverSession().goaway("moqt://b.test/" + "x".repeat(9000)))
                .isInstanceOf(IllegalArgumentException.class);
        pair.clientSession.goaway("");
        pair.run();

        assertThat(pair.server.goaways).containsExactly("");
        pair.closeAndCheck();
    }

    @Test
    void closesWithTheDraftsCode() {
        SessionPair pair = SessionPair.open();

        pair.serverSession().close(SessionError.GOAWAY_TIMEOUT, "too slow");
        pair.run();

        assertThat(pair.client.closed).singleElement().satisfies(closed -> {
            assertThat(closed.side()).isEqualTo(Side.REMOTE);
            assertThat(closed.code()).isEqualTo(0x10);
            assertThat(closed.codeName()).isEqualTo("GOAWAY_TIMEOUT");
            assertThat(closed).hasMessageContaining("too slow");
        });
        assertThat(pair.server.closed).singleElement().satisfies(closed -> assertThat(closed.side())
                .isEqualTo(Side.LOCAL));
    }
}
