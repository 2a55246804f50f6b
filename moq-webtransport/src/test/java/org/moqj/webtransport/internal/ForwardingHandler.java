package org.moqj.webtransport.internal;

import io.netty.buffer.ByteBuf;
import org.moqj.core.spi.transport.ReceiveStreamHandler;

/** Passes everything on. */
class ForwardingHandler implements ReceiveStreamHandler {

    private final ReceiveStreamHandler to;

    ForwardingHandler(ReceiveStreamHandler to) {
        this.to = to;
    }

    @Override
    public void onData(ByteBuf data) {
        to.onData(data);
    }

    @Override
    public void onFin() {
        to.onFin();
    }

    @Override
    public void onReset(long code) {
        to.onReset(code);
    }
}
