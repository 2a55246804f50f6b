package org.moqj.webtransport.internal.quic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import org.junit.jupiter.api.Test;

/** A reset that comes before the type of its stream. */
class UntypedStreamTest {

    private final QuicStreamResetException reset = new QuicStreamResetException("STREAM_RESET", 5);

    /** What waits for the type. */
    private static final class Waiting extends ChannelInboundHandlerAdapter {}

    @Test
    void resetEndsTheStreamAndGoesNoFurther() {
        EmbeddedChannel stream = new EmbeddedChannel(new Waiting(), UntypedStream.INSTANCE);

        stream.pipeline().fireExceptionCaught(reset);

        stream.checkException();
        assertThat(stream.isOpen()).isFalse();
    }

    @Test
    void whatIsNoResetGoesOn() {
        EmbeddedChannel stream = new EmbeddedChannel(new Waiting(), UntypedStream.INSTANCE);
        IllegalStateException bug = new IllegalStateException("a bug");

        stream.pipeline().fireExceptionCaught(bug);

        assertThatThrownBy(stream::checkException).isSameAs(bug);
        assertThat(stream.isOpen()).isTrue();
        stream.close();
    }

    @Test
    void resetOfAStreamWithHandlersBehindGoesOnToThem() {
        EmbeddedChannel stream = new EmbeddedChannel(UntypedStream.INSTANCE, new Waiting());

        stream.pipeline().fireExceptionCaught(reset);

        assertThatThrownBy(stream::checkException).isSameAs(reset);
        assertThat(stream.isOpen()).isTrue();
        stream.close();
    }
}
