package org.moqj.tests.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSessionException;
import org.moqj.core.SessionError;
import org.moqj.core.SessionOptions;
import org.moqj.core.Side;
import org.moqj.core.internal.CoreSession;
import org.moqj.core.internal.Drafts;
import org.moqj.core.internal.Sessions;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.VirtualTime;

/** One session, its user and its peer, from its beginning to its end. */
final class SessionRun {

    private static final int MAX_STEPS = 200;

    /** What a step counts for even where it sends nothing: the user may. */
    private static final int STEP = 16;

    private static final long MAX_HELD = 1 << 20;
    private static final Duration UNTIL_ALL_HAS_ENDED = Duration.ofMinutes(2);
    private static final long INTERNAL_ERROR = 0x1;

    private final VirtualTime time = new VirtualTime();
    private final FuzzHandler handler = new FuzzHandler();
    private final SessionSetting setting;
    private final InMemoryTransport.Pair transports;
    private final InMemoryTransport tested;
    private final HostilePeer peer;
    private @Nullable CoreSession session;
    private @Nullable FuzzUser user;

    /** What a step does; its number is the byte's low half. With the high bit, the next step follows at once. */
    private enum Step {
        MESSAGE,
        CONTROL_BYTES,
        OPEN_STREAM,
        WRITE_STREAM,
        FINISH_STREAM,
        RESET_STREAM,
        DATAGRAM,
        TIME,
        USER,
        STOP_STREAM,
        FILL_STREAM,
        END_CONTROL,
        OPEN_BIDI,
        CLOSE,
        MOOD,
        FILL_CONTROL;

        private static final Step[] ALL = values();
        private static final int AT_ONCE = 0x80;
    }

    SessionRun(MoqDraft draft, ControlCodec codec, SessionSetting setting) {
        this.setting = setting;
        transports = InMemoryTransport.pair(time, setting.kind(), "/", setting.conditions());
        tested = setting.serverUnderTest() ? transports.server() : transports.client();
        peer = new HostilePeer(setting.serverUnderTest() ? transports.client() : transports.server(), codec);
        begin(Drafts.find(draft).orElseThrow(), setting.options(draft, handler));
        if (setting.peerSendsSetup()) {
            setUp(codec.setup(setting.serverUnderTest(), setting.moqRs()));
        }
    }

    private void begin(DraftProtocol protocol, SessionOptions options) {
        if (setting.serverUnderTest()) {
            Sessions.accept(tested, List.of(protocol), options, info -> handler, time, made -> session = made);
        } else {
            session = Sessions.startClient(protocol, tested, options, options.connectTimeout(), time);
        }
        time.run();
    }

    private void setUp(byte[] message) {
        if (setting.serverUnderTest()) {
            peer.openBidi(message);
        } else {
            peer.control(message);
        }
        time.run();
    }

    /** Does all steps and ends the session, checking what it promises; returns what the steps count for. */
    int play(Script script) {
        int given = 0;
        for (int i = 0; i < MAX_STEPS && script.hasMore(); i++) {
            int what = script.number();
            given += STEP + step(Step.ALL[what % Step.ALL.length], script);
            if ((what & Step.AT_ONCE) == 0) {
                time.run();
            }
            long held = transports.leakedBytes();
            Promise.that(held <= MAX_HELD, "little is held, not " + held + " bytes");
        }
        end();
        return given;
    }

    /** Returns the bytes that the peer sent. */
    private int step(Step step, Script script) {
        return switch (step) {
            case MESSAGE -> peer.message(script.number(), script.bytes());
            case CONTROL_BYTES -> peer.control(script.bytes());
            case OPEN_STREAM -> peer.openUni(script.bytes());
            case WRITE_STREAM -> peer.write(script.number(), script.bytes());
            case FINISH_STREAM -> peer.finish(script.number());
            case RESET_STREAM -> peer.reset(script.number(), script.number());
            case DATAGRAM -> peer.datagram(script.bytes());
            case TIME -> pass(Duration.ofMillis(100L * script.number()));
            case USER -> act(script.number());
            case STOP_STREAM -> peer.stop(script.number(), script.number());
            case FILL_STREAM -> peer.write(script.number(), new byte[16 * script.number()]);
            case END_CONTROL -> peer.endControl(script.number());
            case OPEN_BIDI -> peer.openBidi(script.bytes());
            case CLOSE -> peer.close(script.number());
            case MOOD -> handler.changeMood(script.number());
            case FILL_CONTROL -> peer.control(new byte[8 * script.number()]);
        };
    }

    private int pass(Duration duration) {
        time.advance(duration);
        return 0;
    }

    private int act(int number) {
        CoreSession made = session;
        if (made != null && made.established().isDone()) {
            user = user == null ? new FuzzUser(made) : user;
            user.act(number);
        }
        return 0;
    }

    private void end() {
        time.run();
        CoreSession made = session;
        if (made == null) {
            time.advance(UNTIL_ALL_HAS_ENDED);
        } else {
            end(made);
        }
        Promise.that(tested.isClosed(), "a session without a setup ends by itself");
        peer.checkReceived();
        if (user != null) {
            user.checkFutures();
        }
        Promise.same("timers left", 0, time.scheduledTasks());
        Promise.same("bytes left in buffers", 0L, transports.leakedBytes());
    }

    private void end(CoreSession made) {
        if (setting.endsGracefully()) {
            made.shutdown();
        } else {
            made.abort(SessionError.NO_ERROR, "");
        }
        time.advance(UNTIL_ALL_HAS_ENDED);
        CompletableFuture<Void> closed = made.closed();
        Promise.that(closed.isDone(), "a session ends when it is told to");
        Promise.that(made.state().isOver(), "a session that has ended says so");
        checkCause(closed.handle((nothing, error) -> error).join());
    }

    private static void checkCause(@Nullable Throwable error) {
        if (error instanceof MoqSessionException end && end.side() == Side.LOCAL && end.code() == INTERNAL_ERROR) {
            // This code also ends a session whose peer lets messages pile up.
            boolean isBug = !String.valueOf(end.getMessage()).contains("does not read its control stream");
            if (isBug) {
                throw new AssertionError("the session ended because of a bug of its own", end);
            }
        }
    }
}
