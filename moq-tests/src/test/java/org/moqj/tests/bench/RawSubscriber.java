package org.moqj.tests.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicChannelOption;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Takes all objects of a load, and tells how many came in what time. */
final class RawSubscriber {

    private final MultiThreadIoEventLoopGroup group;
    private final RawQuic.Load load;
    private final Histogram micros = new Histogram(3);
    private final CompletableFuture<Void> all = new CompletableFuture<>();

    // The event loop's.
    private int openStreams;
    private boolean lastSeen;
    private long objects;
    private long firstNanos;
    private long lastNanos;

    RawSubscriber(MultiThreadIoEventLoopGroup group, RawQuic.Load load) {
        this.group = group;
        this.load = load;
    }

    void run(int port) throws Exception {
        Channel socket = RawQuic.bind(
                group,
                RawQuic.parameters(new QuicClientCodecBuilder())
                        .sslContext(QuicSslContextBuilder.forClient()
                                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                                .endpointIdentificationAlgorithm(null)
                                .applicationProtocols(RawQuic.PROTOCOL)
                                .build())
                        .build());
        ProcessUse before = ProcessUse.now();
        QuicChannel connection = QuicChannel.newBootstrap(socket)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelInactive(ChannelHandlerContext ctx) {
                        all.completeExceptionally(new IOException("the publisher is gone"));
                    }
                })
                .streamHandler(new ChannelInitializer<QuicStreamChannel>() {
                    @Override
                    protected void initChannel(QuicStreamChannel stream) {
                        openStreams++;
                        stream.pipeline().addLast(new Objects());
                    }
                })
                .option(QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR, RawQuic.segments())
                .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .connect()
                .get(30, TimeUnit.SECONDS);
        all.get(Math.round(load.seconds()) + 60, TimeUnit.SECONDS);
        System.out.println(connection
                .eventLoop()
                .submit(() -> report(ProcessUse.now().since(before, objects)))
                .get());
        connection.close(true, 0, socket.alloc().buffer(0)).syncUninterruptibly();
        socket.close().syncUninterruptibly();
    }

    private String report(String use) {
        double seconds = (lastNanos - firstNanos) / 1e9;
        return String.format(
                Locale.ROOT,
                "{\"objects\":%d,\"goodput_mbit_s\":%.2f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,%s}",
                objects,
                objects * 8.0 * load.objectSize() / seconds / 1e6,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                use);
    }

    /** Reads one stream. */
    private final class Objects extends ByteToMessageDecoder {

        private boolean begun;

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            if (!begun && in.isReadable()) {
                begun = true;
                lastSeen |= in.readUnsignedByte() == RawQuic.LAST;
            }
            while (in.readableBytes() >= load.frameSize()) {
                take(in);
            }
        }

        private void take(ByteBuf in) {
            in.skipBytes(RawQuic.HEADER);
            long stamp = in.readLong();
            byte[] payload = new byte[load.objectSize() - Long.BYTES]; // what a user gets is on the heap
            in.readBytes(payload);
            long now = RawPublisher.nanosSinceEpoch();
            if (objects == 0) {
                firstNanos = now;
            }
            lastNanos = now;
            objects++;
            micros.recordValue(Math.max(0, (now - stamp) / 1000));
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ChannelInputShutdownReadComplete) {
                ctx.close();
            }
        }

        @Override
        protected void handlerRemoved0(ChannelHandlerContext ctx) {
            openStreams--;
            if (lastSeen && openStreams == 0) {
                all.complete(null);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            all.completeExceptionally(cause);
        }
    }
}
