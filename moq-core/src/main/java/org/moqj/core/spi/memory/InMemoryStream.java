package org.moqj.core.spi.memory;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;

/** One direction of a stream in memory: the sender's half and the receiver's half in one object. */
final class InMemoryStream implements SendStream, ReceiveStream {

    private enum State {
        /** Waits for the stream limit. */
        WAITING,
        OPEN,
        /** The sender has written its last byte. */
        FINISHED,
        /** Ended at both ends. */
        OVER
    }

    private final InMemoryTransport sender;
    private final InMemoryTransport receiver;
    private final long id;
    private final InMemoryTransport.Conditions conditions;
    private final SendStreamHandler sendHandler;
    private final Queue<Sent> queue = new ArrayDeque<>();
    private Runnable opened = () -> {};
    private State state = State.OPEN;
    private long queued;
    private boolean ended;
    private long endArrives;
    private boolean wasFull;
    private long pendingReset = -1;
    private int urgency;
    private boolean reading = true;
    private boolean pumping;
    private @Nullable ReceiveStreamHandler receiveHandler;

    /** What was written at once, and when it arrives. */
    private static final class Sent {
        private final ByteBuf data;
        private final long arrives;

        private Sent(ByteBuf data, long arrives) {
            this.data = data;
            this.arrives = arrives;
        }
    }

    InMemoryStream(
            InMemoryTransport sender,
            InMemoryTransport receiver,
            long id,
            InMemoryTransport.Conditions conditions,
            SendStreamHandler sendHandler) {
        this.sender = sender;
        this.receiver = receiver;
        this.id = id;
        this.conditions = conditions;
        this.sendHandler = sendHandler;
    }

    void onOpened(Runnable task) {
        state = State.WAITING;
        opened = task;
    }

    void opened() {
        boolean finished = ended;
        state = finished ? State.FINISHED : State.OPEN;
        opened.run();
        becameWritable();
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isOpen() {
        return state == State.OPEN || state == State.FINISHED;
    }

    boolean isUni() {
        return (id & 2) != 0;
    }

    boolean isFrom(InMemoryTransport end) {
        return sender == end;
    }

    InMemoryTransport sender() {
        return sender;
    }

    @Override
    public long id() {
        return state == State.WAITING ? -1 : id;
    }

    @Override
    public boolean isWritable() {
        boolean writable = takesMore();
        wasFull |= !writable; // whoever was told so waits to hear of room
        return writable;
    }

    private boolean takesMore() {
        return state == State.OPEN && queued < conditions.streamWindow();
    }

    @Override
    public long queuedBytes() {
        boolean nothingLeaves = state == State.WAITING || (isUni() && sender.isCongested());
        return nothingLeaves ? queued : Math.max(0, queued - conditions.streamWindow());
    }

    @Override
    public void write(ByteBuf data, boolean last) {
        if (state == State.OVER || ended) {
            data.release();
            return;
        }
        queued += data.readableBytes();
        queue.add(new Sent(data, receiver.path().arrival()));
        wasFull |= !takesMore();
        if (last) {
            finish();
        }
        pump();
    }

    @Override
    public void finish() {
        if (state == State.OVER || ended) {
            return;
        }
        ended = true;
        endArrives = receiver.path().arrival();
        if (state == State.OPEN) {
            state = State.FINISHED;
        }
        pump();
    }

    @Override
    public void reset(long code) {
        if (state == State.OVER) {
            return;
        }
        boolean announced = state != State.WAITING;
        discard();
        sender.forget(this);
        if (announced) {
            receiver.deliver(() -> {
                if (receiveHandler != null) {
                    receiveHandler.onReset(code);
                } else {
                    pendingReset = code;
                }
            });
        }
    }

    @Override
    public void setPriority(int newUrgency, boolean incremental) {
        if (newUrgency < 0 || newUrgency > 127) {
            throw new IllegalArgumentException("Urgency is 0 to 127: " + newUrgency);
        }
        urgency = newUrgency;
    }

    int urgency() {
        return urgency;
    }

    @Override
    public void start(ReceiveStreamHandler handler) {
        receiveHandler = handler;
        if (pendingReset >= 0) {
            long code = pendingReset;
            pendingReset = -1;
            receiver.deliver(() -> handler.onReset(code));
        }
        pump();
    }

    @Override
    public void setReading(boolean nowReading) {
        reading = nowReading;
        pump();
    }

    @Override
    public void stop(long code) {
        if (state == State.OVER) {
            return;
        }
        boolean sending = !ended;
        discard();
        sender.forget(this);
        if (sending) {
            sender.deliver(() -> sendHandler.onStopped(code));
        }
    }

    /** Drops what is queued and says nothing to anybody. */
    void discard() {
        state = State.OVER;
        for (Sent sent = queue.poll(); sent != null; sent = queue.poll()) {
            sent.data.release();
        }
        queued = 0;
    }

    private void pump() {
        if (!pumping) {
            pumping = true;
            Sent next = queue.peek();
            receiver.deliver(next == null ? endArrives : next.arrives, this::deliverSome);
        }
    }

    private void deliverSome() {
        pumping = false;
        if (!isUni() || !sender.isCongested()) {
            deliverNext();
        }
    }

    /** Returns whether something of this stream waits for nothing but the path. */
    boolean canDeliver() {
        return receiveHandler != null && isOpen() && reading && (!queue.isEmpty() || state == State.FINISHED);
    }

    /** Delivers the next bytes, or the end. */
    void deliverNext() {
        ReceiveStreamHandler handler = receiveHandler;
        if (handler == null || state == State.WAITING || state == State.OVER || !reading) {
            return;
        }
        Sent next = queue.peek();
        if (next != null) {
            deliver(next.data, handler);
            pump();
        } else if (state == State.FINISHED) {
            discard();
            sender.forget(this);
            handler.onFin();
        }
    }

    private void deliver(ByteBuf data, ReceiveStreamHandler handler) {
        int size = Math.min(data.readableBytes(), conditions.chunk());
        ByteBuf chunk = data.readRetainedSlice(size);
        queued -= size;
        if (!data.isReadable()) {
            queue.remove();
            data.release();
        }
        try {
            handler.onData(chunk);
        } finally {
            chunk.release();
        }
        becameWritable();
    }

    private void becameWritable() {
        if (wasFull && takesMore()) {
            wasFull = false;
            sender.deliver(sendHandler::onWritable);
        }
    }
}
