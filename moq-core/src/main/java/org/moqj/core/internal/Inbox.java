package org.moqj.core.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * The way of a track's objects from writers on any thread to its home executor: one task there takes all that is ready,
 * up to a number that leaves the executor's other work its turn.
 *
 * <p>Writers account for an object before they add it. So whatever fills the room is followed by a turn that takes the
 * object and looks again: the room never stays closed with nothing left to take.
 */
final class Inbox {

    private static final int CHUNK = 64;
    private static final int TURN = 4096;
    private static final int OBJECT_OVERHEAD = 64;

    private final SessionExecutor home;
    private final Room room;
    private final int maxBytes;
    private final Runnable afterTurn;
    private final MpscUnboundedArrayQueue<SubgroupInput> ready = new MpscUnboundedArrayQueue<>(CHUNK);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong bytes = new AtomicLong();
    private final Runnable turn = this::turn;

    /**
     * Makes an inbox that closes {@code room} when it has more than {@code maxBytes}, and runs {@code afterTurn} whenever
     * it may be time to open it.
     */
    Inbox(SessionExecutor home, Room room, int maxBytes, Runnable afterTurn) {
        this.home = home;
        this.room = room;
        this.maxBytes = maxBytes;
        this.afterTurn = afterTurn;
    }

    // ---- writers, on any thread

    /** Accounts for an object that is about to be added. */
    void reserve(int payloadSize) {
        if (bytes.addAndGet(payloadSize + OBJECT_OVERHEAD) > maxBytes) {
            room.fill();
        }
    }

    /** Puts {@code input}, which has something, in line. Returns false where the home executor is gone. */
    boolean offer(SubgroupInput input) {
        ready.offer(input);
        return schedule();
    }

    private boolean schedule() {
        return !scheduled.compareAndSet(false, true) || Hops.offer(home, turn);
    }

    // ---- home executor

    /** Accounts for an object that was taken. */
    void release(int payloadSize) {
        bytes.addAndGet(-payloadSize - OBJECT_OVERHEAD);
    }

    /** Returns whether so little waits that writers may go on. */
    boolean hasRoom() {
        return bytes.get() <= maxBytes / 2;
    }

    /** Takes everything that is ready. */
    void takeAll() {
        while (!ready.isEmpty()) {
            take();
        }
    }

    private void turn() {
        assert home.inExecutor();
        scheduled.set(false);
        take();
        if (!ready.isEmpty()) {
            schedule();
        }
    }

    private void take() {
        int left = TURN;
        while (left > 0) {
            SubgroupInput input = ready.poll();
            if (input == null) {
                break;
            }
            left = input.drain(left);
        }
        afterTurn.run();
    }
}
