package org.moqj.tests.offenders.core;

import org.moqj.tests.offenders.draft07.WellBehaved;

final class KnowsADraft {
    WellBehaved draft;
}
