package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.concurrent.Future;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.moqj.core.TransportOptions;

/**
 * What is wrong with Netty's QUIC, without any of our workarounds. A test that fails here after an update says that the
 * workaround named in it can go.
 */
class NettyDefectsTest {

    private static final TransportOptions OPTIONS = TransportOptions.builder().build();

    private static ByteBuf bytes(int size) {
        return Unpooled.directBuffer(size).writeZero(size);
    }

    private static QuicStreamChannel open(QuicChannel channel) {
        Peer.await(() -> channel.peerAllowedStreams(QuicStreamType.UNIDIRECTIONAL) > 0);
        return channel.createStream(QuicStreamType.UNIDIRECTIONAL, new ChannelInboundHandlerAdapter())
                .syncUninterruptibly()
                .getNow();
    }

    /** NettyInternals.resetStream, stopStream and closeConnection; netty issue 17499. */
    @Test
    void errorCodesHaveOnly31Bits() throws NoSuchMethodException {
        List<Method> ends = Arrays.stream(QuicStreamChannel.class.getMethods())
                .filter(method -> method.getName().startsWith("shutdown"))
                .toList();

        assertThat(ends).isNotEmpty().noneMatch(method -> Arrays.asList(method.getParameterTypes())
                .contains(long.class));
        assertThat(QuicConnectionCloseEvent.class.getMethod("error").getReturnType())
                .isEqualTo(int.class);
    }

    /** StreamCredit. */
    @Test
    void streamBeyondTheLimitTakesItsIdWithIt() {
        try (RawPair pair =
                new RawPair(TransportOptions.builder().maxUniStreams(2).build())) {
            QuicChannel client = pair.connect();
            QuicStreamChannel first = open(client);
            QuicStreamChannel second = open(client);
            Future<QuicStreamChannel> third = client.createStream(
                            QuicStreamType.UNIDIRECTIONAL, new ChannelInboundHandlerAdapter())
                    .awaitUninterruptibly();

            assertThat(third.cause()).hasMessageContaining("STREAM_LIMIT");
            assertThat(List.of(first.streamId(), second.streamId())).containsExactly(2L, 6L);
            assertThat(client.peerAllowedStreams(QuicStreamType.UNIDIRECTIONAL)).isZero();
            first.writeAndFlush(new DefaultQuicStreamFrame(bytes(1), true));
            second.writeAndFlush(new DefaultQuicStreamFrame(bytes(1), true));
            Peer.await(() -> client.peerAllowedStreams(QuicStreamType.UNIDIRECTIONAL) > 0);
            Future<QuicStreamChannel> next = client.createStream(
                            QuicStreamType.UNIDIRECTIONAL, new ChannelInboundHandlerAdapter())
                    .awaitUninterruptibly();
            // Where the limit has risen by two already there is an id left, else not even that.
            assertThat(next.isSuccess() ? next.getNow().streamId() : 14).isEqualTo(14);
        }
    }

    /** SendHalf.failed; netty issues 17380 and 15924. */
    @Test
    void stopSendingIsInvisibleAndThenWritesHang() {
        try (RawPair pair = new RawPair(OPTIONS)) {
            QuicStreamChannel stream = open(pair.connect());
            stream.writeAndFlush(bytes(100)).syncUninterruptibly();
            QuicStreamChannel arrived = Peer.take(pair.arrived);
            arrived.shutdownInput(7).syncUninterruptibly();

            // The stop has come and the reset that answers it was acknowledged, once a write no longer completes.
            List<ChannelFuture> writes = new ArrayList<>();
            Peer.await(() -> {
                ChannelFuture write = stream.writeAndFlush(bytes(1));
                writes.add(write);
                return !write.awaitUninterruptibly(50) || write.cause() != null;
            });

            ChannelFuture last = writes.get(writes.size() - 1);
            if (last.cause() == null) {
                assertThat(last.isDone()).isFalse();
                assertThat(stream.bytesBeforeUnwritable()).isPositive();
            } else {
                assertThat(last.cause()).hasMessageContaining("STOP_SENDING");
            }
            assertThat(stream.isOpen()).isTrue();
        }
    }

    /** Datagrams. */
    @Test
    void fullDatagramQueueReportsSuccess() {
        try (RawPair pair =
                new RawPair(TransportOptions.builder().datagramQueue(4).build())) {
            QuicChannel client = pair.connect();
            List<ChannelFuture> sent = new ArrayList<>();
            client.eventLoop()
                    .submit(() -> {
                        for (int i = 0; i < 2000; i++) {
                            sent.add(client.write(bytes(1000)));
                        }
                        client.flush();
                    })
                    .syncUninterruptibly();

            assertThat(sent).allMatch(ChannelFuture::isSuccess);
        }
    }

    /** CloseReason. */
    @Test
    void closeWithoutReasonHasNone() {
        try (RawPair pair = new RawPair(OPTIONS)) {
            QuicChannel client = pair.connect();
            Peer.get(pair.server);
            open(client).writeAndFlush(bytes(1)).syncUninterruptibly();
            Peer.take(pair.arrived);
            client.close(true, 5, Unpooled.EMPTY_BUFFER).syncUninterruptibly();

            QuicConnectionCloseEvent event = Peer.get(pair.serverClosed);
            assertThat(event.error()).isEqualTo(5);
            assertThat(catchThrowable(event::reason)).isInstanceOf(NullPointerException.class);
        }
    }

    /** ConnectionClose.awaitRoom. */
    @Test
    void closeIsLostWhileThereIsNoRoomToSend() {
        try (RawPair pair = new RawPair(OPTIONS)) {
            QuicChannel client = pair.connect();
            QuicStreamChannel stream = open(client);
            client.eventLoop()
                    .submit(() -> {
                        stream.writeAndFlush(bytes(4 << 20));
                        client.close(true, 5, Unpooled.EMPTY_BUFFER);
                    })
                    .syncUninterruptibly();

            assertThat(pair.serverClosed.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS))
                    .succeedsWithin(Duration.ofSeconds(5))
                    .isNull();
        }
    }

    /** AlpnRouter.exceptionCaught. */
    @Test
    void failureOfAHandshakeIsToldOnlyWhenAskedAgain() {
        try (RawPair pair = new RawPair(OPTIONS)) {
            long start = System.nanoTime();
            Future<QuicChannel> dialled = pair.dial("other").awaitUninterruptibly();

            assertThat(dialled.isSuccess()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
        }
    }
}
