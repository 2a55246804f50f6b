package org.moqj.tests.offenders.core.model;

import io.netty.buffer.ByteBuf;

final class HoldsABufferInside {
    ByteBuf buffer;
}
