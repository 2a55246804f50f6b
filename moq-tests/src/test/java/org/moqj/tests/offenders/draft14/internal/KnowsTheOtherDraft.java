package org.moqj.tests.offenders.draft14.internal;

import org.moqj.tests.offenders.draft07.WellBehaved;

final class KnowsTheOtherDraft {
    WellBehaved otherDraft;
}
