package org.moqj.tests.offenders.cli;

import org.moqj.tests.offenders.draft07.internal.Inside;

final class ReachesIntoInternal {
    Inside inside;
}
