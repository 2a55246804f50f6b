package org.moqj.tests.offenders.draft14.internal;

import io.netty.buffer.ByteBuf;

record RecordOfABuffer(ByteBuf buffer) {}
