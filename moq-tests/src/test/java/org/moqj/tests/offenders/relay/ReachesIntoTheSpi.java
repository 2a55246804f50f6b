package org.moqj.tests.offenders.relay;

import org.moqj.tests.offenders.core.spi.transport.Stream;

final class ReachesIntoTheSpi {
    Stream stream;
}
