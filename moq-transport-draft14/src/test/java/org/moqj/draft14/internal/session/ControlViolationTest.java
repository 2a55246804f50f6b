package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.PublishRequest;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.FetchError;
import org.moqj.draft14.internal.message.FetchOk;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.IllegalMessages;
import org.moqj.draft14.internal.message.IllegalMessages.Illegal;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.PublishError;
import org.moqj.draft14.internal.message.PublishNamespaceError;
import org.moqj.draft14.internal.message.PublishNamespaceOk;
import org.moqj.draft14.internal.message.PublishOk;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeNamespaceError;
import org.moqj.draft14.internal.message.SubscribeNamespaceOk;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.TrackStatusError;
import org.moqj.draft14.internal.message.TrackStatusOk;

/** A session closes over each message that the draft forbids, with the code that it names (draft-14, section 9). */
class ControlViolationTest {

    private static List<Illegal> illegal() {
        List<Illegal> all = new ArrayList<>(IllegalMessages.invalid());
        all.addAll(IllegalMessages.incomplete());
        return all;
    }

    private static SessionCode code(Illegal illegal) {
        return illegal.code() == 0x6 ? SessionCode.KEY_VALUE_FORMATTING_ERROR : SessionCode.PROTOCOL_VIOLATION;
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void serverClosesOverIllegalMessage(Illegal illegal) {
        RawPeer peer = RawPeer.client();

        peer.sendHex(HexFormat.of().formatHex(illegal.bytes()));

        peer.expectClosed(code(illegal), illegal.field());
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void clientClosesOverIllegalMessage(Illegal illegal) {
        RawPeer peer = RawPeer.server();

        peer.sendHex(HexFormat.of().formatHex(illegal.bytes()));

        peer.expectClosed(code(illegal), illegal.field());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "01", "1b", "1c", "22", "4040", "4041", "80000022"})
    void closesOverUnknownType(String type) {
        RawPeer peer = RawPeer.client();

        peer.sendHex(type);

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Message Type");
    }

    @Test
    void closesOverByteTooMany() {
        RawPeer peer = RawPeer.client();

        peer.sendHex(
                "0a", // Type: UNSUBSCRIBE
                "0002", // Length
                "00", // Request ID
                "00" // one more
                );

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Length");
    }

    private static List<ControlMessage> answers() {
        ByteString reason = ByteString.of("");
        SubscribeOk ok = new SubscribeOk(2, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE);
        SubscribeError error = new SubscribeError(2, 0, reason);
        return List.of(
                ok,
                error,
                new TrackStatusOk(ok),
                new TrackStatusError(error),
                new FetchOk(2, GroupOrder.ASCENDING, false, new Location(1, 0), Parameters.NONE),
                new FetchError(2, 0, reason),
                new PublishOk(2, true, 128, GroupOrder.ASCENDING, Filter.LARGEST_OBJECT, Parameters.NONE),
                new PublishError(2, 0, reason),
                new PublishNamespaceOk(2),
                new PublishNamespaceError(2, 0, reason),
                new SubscribeNamespaceOk(2),
                new SubscribeNamespaceError(2, 0, reason));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void closesOverAnswerToRequestThatWasNeverMade(ControlMessage answer) {
        RawPeer peer = RawPeer.server();
        peer.session().publishNamespace(Fixtures.namespace("a"), new AnswerRecorder()); // request 0

        peer.send(answer);

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
        assertThat(peer.transports.leakedBytes()).isZero();
    }

    private static List<ControlMessage> answersAfterRefusal() {
        return List.of(
                new SubscribeOk(0, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE),
                new FetchOk(2, GroupOrder.ASCENDING, false, new Location(1, 0), Parameters.NONE),
                new PublishOk(4, true, 128, GroupOrder.ASCENDING, Filter.LARGEST_OBJECT, Parameters.NONE),
                new PublishNamespaceOk(6),
                new SubscribeNamespaceOk(8));
    }

    @ParameterizedTest
    @MethodSource("answersAfterRefusal")
    void closesOverAnswerToRequestThatWasRefused(ControlMessage answer) {
        RawPeer peer = RawPeer.server();
        peer.session().subscribe(Fixtures.subscribe(), new TrackRecorder());
        peer.session()
                .fetch(
                        new FetchRequest(
                                new FetchRequest.Standalone(
                                        Fixtures.CLOCK, LocationRange.throughGroup(Location.ZERO, 2)),
                                9,
                                GroupOrder.ASCENDING,
                                List.of()),
                        new FetchRecorder());
        peer.session()
                .publish(
                        new PublishRequest(
                                Fixtures.CLOCK,
                                GroupOrder.ASCENDING,
                                Optional.empty(),
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                List.of()),
                        new SenderRecorder());
        peer.session().publishNamespace(Fixtures.namespace("a"), new AnswerRecorder());
        peer.session().subscribeNamespace(Fixtures.namespace("b"), new AnswerRecorder());
        ByteString reason = ByteString.of("no");
        peer.send(
                new SubscribeError(0, 1, reason),
                new FetchError(2, 1, reason),
                new PublishError(4, 1, reason),
                new PublishNamespaceError(6, 1, reason),
                new SubscribeNamespaceError(8, 1, reason));
        peer.expectOpen();

        peer.send(answer);

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }
}
