package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.FailurePhase;
import org.moqj.core.Limits;
import org.moqj.core.StreamError;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.draft07.internal.Wire;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.SubscribeOk;

class DataStreamsTest {

    private static final String HEADER = "04 a0 00 00 00 | subgroup of the first subscription\n 05 00 01 | group 5\n";

    private final RawPeer peer = RawPeer.ofClient();
    private final Recorder recorder = new Recorder();
    private final RawPeer.StopRecorder stops = new RawPeer.StopRecorder();

    @Test
    void stopsStreamsOfUnknownTracksAndGoesOn() {
        subscribed();
        open("04 07 00 00 00 | an alias that nobody chose\n 00 01 78 | object");
        open("05 07 | a fetch that nobody made");
        assertThat(stops.stops).containsExactly(0L, 0L);
        peer.closeAndCheck();
    }

    @Test
    void closesOnUnknownStreamTypes() {
        open("02 07 00 00 00 | the old track stream");
        peer.assertClosed(0x3);
        assertThat(peer.endpoint.end().phase()).isEqualTo(FailurePhase.DATA);
        assertThat(peer.closeReason()).startsWith("Stream Type");
    }

    @Test
    void closesOnAControlMessageOnAStreamOfItsOwn() {
        open("0a 01 00 | UNSUBSCRIBE");
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("Stream Type");
    }

    @Test
    void refusesMoreStreamsBeforeSetupThanItsLimit() {
        RawPeer early = RawPeer.startClient(
                TransportKind.QUIC,
                "/",
                SessionPair.withLimits(new Limits(1 << 20, 1 << 10, 1 << 10, 10, 10, 2, 2, 100, 1 << 20, 1 << 20)));
        for (int i = 0; i < 3; i++) {
            early.openUni(stops).write(Wire.buffer(HEADER), false);
        }
        early.time.run();
        assertThat(stops.stops).containsExactly(0L);
        early.sendBytes(RawPeer.STRICT_SERVER_SETUP);
        assertThat(stops.stops).as("unknown tracks").hasSize(3);
        early.closeAndCheck();
    }

    @Test
    void closesOnAStreamThatEndsInsideAnObject() {
        subscribed();
        open(HEADER + "00 02 78 | half an object").finish();
        peer.time.run();
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("Object Payload");
    }

    @Test
    void takesAResetInsideAnObject() {
        subscribed();
        open(HEADER + "00 02 78 | half an object").reset(7);
        peer.time.run();
        assertThat(recorder.ends).containsExactly(new StreamEnd(StreamEnd.Kind.RESET, 7, "0x7"));
        assertThat(recorder.objects).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void closesOnAStatusThatDoesNotExist() {
        subscribed();
        open(HEADER + "00 00 02 | status 2");
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("Object Status");
    }

    @Test
    void closesOnObjectIdsThatDoNotRise() {
        subscribed();
        open(HEADER + "05 01 78 | object 5\n 05 01 78 | again");
        assertThat(recorder.texts()).containsExactly("x");
        peer.assertClosed(0x3);
    }

    @Test
    void stopsAStreamWithAnObjectOverTheLimit() {
        RawPeer limited = RawPeer.ofClient(
                SessionPair.withLimits(Limits.defaults().withMaxObjectSize(3)), RawPeer.STRICT_SERVER_SETUP);
        limited.session().subscribe(Requests.subscribe("a", "b"), recorder);
        limited.send(new SubscribeOk(0, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
        limited.openUni(stops).write(Wire.buffer(HEADER + "00 03 616263 | fits\n 01 04 61 | does not"), false);
        limited.time.run();
        assertThat(recorder.texts()).containsExactly("abc");
        assertThat(recorder.ends).containsExactly(new StreamEnd(StreamEnd.Kind.OVER_LIMIT, -1, ""));
        assertThat(stops.stops).containsExactly(0L);
        limited.closeAndCheck();
    }

    @Test
    void unfinishedObjectsOfASessionShareOneBudget() {
        Limits limits = Limits.defaults().withMaxObjectSize(100_000).withMaxUnfinishedBytes(100_000);
        RawPeer limited = RawPeer.ofClient(SessionPair.withLimits(limits), RawPeer.STRICT_SERVER_SETUP);
        SubscribeHandle first = limited.session().subscribe(Requests.subscribe("a", "b"), recorder);
        Recorder other = new Recorder();
        limited.session().subscribe(Requests.subscribe("a", "c"), other);
        limited.send(new SubscribeOk(0, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
        limited.send(new SubscribeOk(1, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
        String begun = "00 8000c350 61 | the first of 50,000 bytes";
        SendStream reset = limited.openUni(HEADER + begun);
        limited.openUni("04 a0 00 00 00 | first subscription\n 06 00 01 | group 6\n" + begun);
        String header = "04 a0 00 00 01 | second subscription\n 05 00 01 | group 5\n";
        limited.openUni(stops).write(Wire.buffer(header + begun), false);
        limited.time.run();
        assertThat(stops.stops).containsExactly(0L);
        assertThat(other.ends).containsExactly(new StreamEnd(StreamEnd.Kind.OVER_LIMIT, -1, ""));

        reset.reset(0);
        limited.time.run();
        limited.openUni(stops).write(Wire.buffer(header.replace("05 00", "06 00") + begun), false);
        limited.time.run();
        assertThat(stops.stops).as("there is room after a reset").hasSize(1);
        first.cancel();
        limited.time.run();
        limited.openUni(stops).write(Wire.buffer(header.replace("05 00", "07 00") + begun), false);
        limited.time.run();
        assertThat(stops.stops).as("there is room after UNSUBSCRIBE").hasSize(1);
        limited.openUni(stops).write(Wire.buffer(header.replace("05 00", "08 00") + begun), false);
        limited.time.run();
        assertThat(stops.stops).as("and then no more").hasSize(2);
        limited.closeAndCheck();
    }

    @Test
    void takesDatagrams() {
        subscribed();
        peer.sendDatagram("01 a0 00 00 00 07 08 09 01 78 | 7:8 priority 9");
        assertThat(recorder.datagrams.get(0).toString())
                .isEqualTo("MoqObject[7/8/8 priority=9 NORMAL DATAGRAM extensions=0 size=1]");
        peer.sendDatagram("01 07 07 08 09 01 78 | an alias that nobody chose");
        assertThat(recorder.datagrams).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void closesOnDatagramsThatDoNotFit() {
        subscribed();
        peer.sendDatagram("01 a0 00 00 00 07 08 09 01 78 79 | a byte too many");
        peer.assertClosed(0x3);
    }

    @Test
    void holdsDatagramsBackThatOvertakeTheAnswer() {
        peer.session().subscribe(Requests.subscribe("a", "b"), recorder);
        peer.time.run();
        peer.sendDatagram("01 a0 00 00 00 07 08 09 01 78 | 7:8");
        assertThat(recorder.datagrams).isEmpty();
        ok();
        assertThat(recorder.datagrams).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void holdsNoMoreBackThanItsLimits() {
        RawPeer limited = RawPeer.ofClient(
                SessionPair.withLimits(new Limits(1 << 20, 1 << 10, 1 << 10, 10, 10, 1, 2, 100, 1 << 20, 1 << 20)),
                RawPeer.STRICT_SERVER_SETUP);
        limited.session().subscribe(Requests.subscribe("a", "datagrams"), recorder);
        Recorder streams = new Recorder();
        limited.session().subscribe(Requests.subscribe("a", "streams"), streams);
        limited.time.run();
        for (int id = 0; id < 3; id++) {
            limited.sendDatagram("01 a0 00 00 00 07 0" + id + " 09 01 78 | 7:" + id);
            limited.openUni(stops)
                    .write(Wire.buffer("04 a0 00 00 01 0" + id + " 00 01 | group\n 00 01 78 | object"), false);
            limited.time.run();
        }
        assertThat(stops.stops).hasSize(2);
        limited.send(new SubscribeOk(0, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
        limited.send(new SubscribeOk(1, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
        assertThat(recorder.datagrams).hasSize(2);
        assertThat(streams.objects).hasSize(1);
        limited.closeAndCheck();
    }

    @Test
    void closesOnAMixOfForwardingPreferences() {
        subscribed();
        open(HEADER + "00 01 78 | object");
        peer.sendDatagram("01 a0 00 00 00 07 08 09 01 78 | 7:8");
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("Object Forwarding Preference");
    }

    @Test
    void pausesAndResumesAStream() {
        subscribed();
        SendStream stream = open(HEADER + "00 01 61 | object");
        recorder.streams.get(0).setReading(false);
        stream.write(Wire.buffer("01 01 62 | object"), true);
        peer.time.run();
        assertThat(recorder.texts()).containsExactly("a");
        recorder.streams.get(0).setReading(true);
        peer.time.run();
        assertThat(recorder.texts()).containsExactly("a", "b");
        assertThat(recorder.ends).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void stopsAStreamInTheMiddleOfWhatArrived() {
        subscribed();
        recorder.whenObject = () -> recorder.streams.get(0).stop(StreamError.CANCELLED);
        open(HEADER + "00 01 61 | object\n 01 01 62 | object");
        assertThat(recorder.texts()).containsExactly("a");
        assertThat(recorder.ends).isEmpty();
        assertThat(stops.stops).containsExactly(0L);
        peer.closeAndCheck();
    }

    @Test
    void unsubscribesInTheMiddleOfWhatArrived() {
        SubscribeHandle handle = subscribed();
        recorder.whenObject = handle::cancel;
        open(HEADER + "00 01 61 | object\n 01 01 62 | object");
        assertThat(recorder.texts()).containsExactly("a");
        assertThat(stops.stops).containsExactly(0L);
        peer.closeAndCheck();
    }

    @Test
    void closesTheSessionInTheMiddleOfWhatArrived() {
        subscribed();
        recorder.whenObject = () -> peer.session().close(0, "enough");
        open(HEADER + "00 01 61 | object\n 01 01 62 | object");
        assertThat(recorder.texts()).containsExactly("a");
        peer.assertClosed(0x0);
    }

    @Test
    void leavesStreamsUnreadUntilSetupIsThrough() {
        RawPeer early = RawPeer.startClient(TransportKind.QUIC, "/", SessionPair.OPTIONS);
        early.openUni(stops).write(Wire.buffer("02 | no such type"), false);
        early.sendDatagram("02 | no such type");
        early.assertOpen();
        early.sendBytes(RawPeer.STRICT_SERVER_SETUP);
        early.assertClosed(0x3);
    }

    @Test
    void closesOnASecondBidirectionalStream() {
        peer.transport().openBidi(new SendStreamHandler() {});
        peer.time.run();
        peer.assertClosed(0x3);
    }

    @Test
    void deliversWhatAPublisherSendsTwice() {
        subscribed();
        open(HEADER + "00 01 61 | object");
        open(HEADER + "00 01 61 | the same on another stream");
        assertThat(recorder.texts()).containsExactly("a", "a");
        peer.closeAndCheck();
    }

    private SubscribeHandle subscribed() {
        SubscribeHandle handle = peer.session().subscribe(Requests.subscribe("a", "b"), recorder);
        peer.time.run();
        ok();
        return handle;
    }

    private void ok() {
        peer.send(new SubscribeOk(0, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
    }

    private SendStream open(String lines) {
        SendStream stream = peer.openUni(stops);
        stream.write(Wire.buffer(lines), false);
        peer.time.run();
        return stream;
    }
}
