package org.moqj.tests.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicChannelOption;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.moqj.core.TlsIdentity;
import org.moqj.relay.SelfSignedCertificate;

/** Sends a load to whoever connects, from Netty's event loop: when an object is due, or whenever a stream takes more. */
final class RawPublisher {

    private final MultiThreadIoEventLoopGroup group;
    private final RawQuic.Load load;
    private final CompletableFuture<QuicChannel> subscriber = new CompletableFuture<>();
    private final CompletableFuture<Long> allSent = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    RawPublisher(MultiThreadIoEventLoopGroup group, RawQuic.Load load) {
        this.group = group;
        this.load = load;
    }

    void run() throws Exception {
        TlsIdentity identity = SelfSignedCertificate.forLoopback().identity();
        Channel socket = RawQuic.bind(
                group,
                RawQuic.parameters(new QuicServerCodecBuilder())
                        .sslContext(QuicSslContextBuilder.forServer(
                                        identity.privateKey(),
                                        null,
                                        identity.chain().toArray(new X509Certificate[0]))
                                .applicationProtocols(RawQuic.PROTOCOL)
                                .build())
                        .option(QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR, RawQuic.segments())
                        .handler(new Watch())
                        .streamHandler(new ChannelInboundHandlerAdapter())
                        .build());
        System.out.println(((InetSocketAddress) socket.localAddress()).getPort());
        QuicChannel peer = subscriber.get(60, TimeUnit.SECONDS);
        ProcessUse before = ProcessUse.now();
        peer.eventLoop().execute(() -> new Sending(peer).begin());
        long objects = allSent.get(Math.round(load.seconds()) + 60, TimeUnit.SECONDS);
        gone.get(60, TimeUnit.SECONDS);
        System.out.println("{\"objects\":" + objects + "," + ProcessUse.now().since(before, objects) + "}");
        socket.close().syncUninterruptibly();
    }

    @ChannelHandler.Sharable
    private final class Watch extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            subscriber.complete((QuicChannel) ctx.channel());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            gone.complete(null);
            allSent.completeExceptionally(new IOException("the subscriber is gone"));
        }
    }

    /** The objects on their way to one peer. Confined to its event loop. */
    private final class Sending {

        private final QuicChannel peer;
        private final long begin = System.nanoTime();
        private final long beginStamp = nanosSinceEpoch();
        private long sent;
        private boolean opening;
        private boolean waitsForTime;
        private QuicStreamChannel stream;

        Sending(QuicChannel peer) {
            this.peer = peer;
        }

        void begin() {
            open(RawQuic.GROUP);
        }

        private void open(int type) {
            opening = true;
            peer.createStream(QuicStreamType.UNIDIRECTIONAL, new WhenWritable(this))
                    .addListener(created -> {
                        opening = false;
                        if (!created.isSuccess()) {
                            allSent.completeExceptionally(created.cause());
                            return;
                        }
                        stream = (QuicStreamChannel) created.getNow();
                        if (type == RawQuic.LAST) {
                            stream.writeAndFlush(new DefaultQuicStreamFrame(
                                    stream.alloc().buffer(1).writeByte(type), true));
                            allSent.complete(sent);
                        } else {
                            stream.write(stream.alloc().buffer(1).writeByte(type));
                            send();
                        }
                    });
        }

        void send() {
            QuicStreamChannel open = stream;
            while (!opening && open != null && open == stream && open.isWritable()) {
                if (load.rate() > 0 && !isDue()) {
                    open.flush();
                    waitUntilDue();
                    return;
                } else {
                    write(open);
                }
            }
            if (open != null) {
                open.flush();
            }
        }

        /** Asked between groups: an end without data behind it may never arrive (quiche 2525). */
        private boolean isOver() {
            return load.rate() > 0
                    ? sent >= Math.round(load.rate() * load.seconds())
                    : System.nanoTime() - begin >= load.seconds() * 1e9;
        }

        private boolean isDue() {
            return System.nanoTime() - begin >= dueAfter();
        }

        private long dueAfter() {
            return Math.round(sent * 1e9 / load.rate());
        }

        private void waitUntilDue() {
            if (!waitsForTime) {
                waitsForTime = true;
                long delay = dueAfter() - (System.nanoTime() - begin);
                peer.eventLoop()
                        .schedule(
                                () -> {
                                    waitsForTime = false;
                                    send();
                                },
                                Math.max(0, delay),
                                TimeUnit.NANOSECONDS);
            }
        }

        private void write(QuicStreamChannel open) {
            ByteBuf object = open.alloc().directBuffer(load.frameSize());
            object.writeInt(load.objectSize());
            object.writeLong(load.rate() > 0 ? beginStamp + dueAfter() : nanosSinceEpoch());
            object.writeLong(sent);
            object.writeZero(load.frameSize() - object.readableBytes());
            sent++;
            boolean last = sent % load.groupSize() == 0;
            open.write(new DefaultQuicStreamFrame(object, last));
            if (last) {
                open.flush();
                open(isOver() ? RawQuic.LAST : RawQuic.GROUP);
            }
        }
    }

    /** Goes on when the stream that is written to takes more. */
    private static final class WhenWritable extends ChannelInboundHandlerAdapter {

        private final Sending sending;

        WhenWritable(Sending sending) {
            this.sending = sending;
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            sending.send();
        }
    }

    static long nanosSinceEpoch() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
