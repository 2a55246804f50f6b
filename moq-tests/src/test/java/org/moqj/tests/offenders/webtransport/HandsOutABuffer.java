package org.moqj.tests.offenders.webtransport;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/** The buffer hides in a type argument. */
public final class HandsOutABuffer {
    public Optional<List<ByteBuf>> buffers() {
        return Optional.empty();
    }
}
