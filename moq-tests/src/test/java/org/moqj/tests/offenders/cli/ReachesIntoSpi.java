package org.moqj.tests.offenders.cli;

import org.moqj.tests.offenders.core.spi.wire.Reader;

final class ReachesIntoSpi {
    Reader reader;
}
