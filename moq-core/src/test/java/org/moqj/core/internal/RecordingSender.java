package org.moqj.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.StreamError;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;

/** A draft's end of a subscription that writes down what it is told, and takes as much as a test lets it. */
final class RecordingSender implements SubscriptionSender {

    final List<String> log = new ArrayList<>();
    final List<Stream> streams = new ArrayList<>();
    final List<MoqObject> objects = new ArrayList<>();
    private boolean writable = true;
    private DatagramResult datagrams = DatagramResult.SENT;
    private boolean extensionHeaders = true;
    private Duration doneDelay = Duration.ZERO;
    private boolean keepsUnsent;

    /** Lets streams take everything, or nothing; those that can go on are told. */
    void setWritable(boolean nowWritable) {
        writable = nowWritable;
        if (nowWritable) {
            List.copyOf(streams).forEach(Stream::tellWritable);
        }
    }

    /** Has the transport take what is written, and send nothing of it until a test says so. */
    void keepUnsent() {
        keepsUnsent = true;
    }

    void answerDatagrams(DatagramResult result) {
        datagrams = result;
    }

    /** Behaves from now on like a draft towards a peer whose streams end with the subscription. */
    void delayDone(Duration delay) {
        doneDelay = delay;
    }

    /** Behaves from now on like a draft without extension headers. */
    void refuseExtensionHeaders() {
        extensionHeaders = false;
    }

    /** One stream. */
    final class Stream implements SubgroupSender {

        final String name;
        final SubgroupHeader header;
        private final SendStreamHandler handler;
        private long written;
        private long unsent;
        private boolean over;

        private Stream(SubgroupHeader header, SendStreamHandler handler) {
            this.name = header.groupId() + "/" + header.subgroupId();
            this.header = header;
            this.handler = handler;
        }

        @Override
        public boolean isWritable() {
            return writable && !over;
        }

        @Override
        public void write(MoqObject object, boolean last) {
            requireOpen("write");
            if (!extensionHeaders && !object.extensionHeaders().isEmpty()) {
                throw new UnsupportedFeatureException(Feature.EXTENSION_HEADERS, "a draft of this test", "");
            }
            objects.add(object);
            String status = object.status() == ObjectStatus.NORMAL ? "" : " " + object.status();
            log.add("write " + name + "/" + object.objectId() + status + (last ? " last" : ""));
            written += object.payloadSize();
            unsent += keepsUnsent ? object.payloadSize() : 0;
            over = last;
        }

        @Override
        public long writtenBytes() {
            return written;
        }

        @Override
        public long unsentBytes() {
            return unsent;
        }

        /** The transport sends what it has taken, but for the last {@code left} bytes. */
        void sendAllBut(long left) {
            unsent = left;
        }

        @Override
        public void finish() {
            requireOpen("finish");
            over = true;
            log.add("finish " + name);
        }

        @Override
        public void reset(StreamError error) {
            if (unsent == 0) {
                requireOpen("reset");
            }
            unsent = 0;
            over = true;
            log.add("reset " + name + " " + error);
        }

        /** The peer stops this stream. */
        void stop() {
            over = true;
            handler.onStopped(1);
        }

        private void tellWritable() {
            if (!over) {
                handler.onWritable();
            }
        }

        private void requireOpen(String what) {
            if (over) {
                throw new IllegalStateException(what + " on " + name + ", which is over: " + log);
            }
        }
    }

    @Override
    public SubgroupSender openSubgroup(SubgroupHeader header, SendStreamHandler handler) {
        Stream stream = new Stream(header, handler);
        streams.add(stream);
        log.add("open " + stream.name);
        return stream;
    }

    @Override
    public DatagramResult sendDatagram(MoqObject object, boolean endOfGroup) {
        log.add("datagram " + object.location() + " " + datagrams);
        objects.add(object);
        return datagrams;
    }

    @Override
    public Duration doneDelay() {
        return doneDelay;
    }

    @Override
    public void done(DoneStatus status, String reason) {
        for (Stream stream : streams) {
            if (!stream.over) {
                throw new IllegalStateException("done before " + stream.name + " is over: " + log);
            }
        }
        log.add("done " + status);
    }
}
