package org.moqj.tests.offenders.cli;

import io.netty.channel.Channel;

final class UsesAChannel {
    Channel channel;
}
