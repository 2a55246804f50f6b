package org.moqj.tests.offenders.cli;

import org.moqj.tests.offenders.core.spi.transport.Stream;

final class ReachesIntoTheTransport {
    Stream stream;
}
