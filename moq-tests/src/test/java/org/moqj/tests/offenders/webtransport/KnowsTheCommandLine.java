package org.moqj.tests.offenders.webtransport;

import org.moqj.tests.offenders.cli.Command;

final class KnowsTheCommandLine {
    Command command;
}
