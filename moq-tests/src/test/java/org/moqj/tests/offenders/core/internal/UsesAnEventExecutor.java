package org.moqj.tests.offenders.core.internal;

import io.netty.util.concurrent.EventExecutor;

final class UsesAnEventExecutor {
    EventExecutor executor;
}
