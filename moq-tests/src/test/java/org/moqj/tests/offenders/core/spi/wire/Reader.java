package org.moqj.tests.offenders.core.spi.wire;

/** Breaks nothing itself; it is what the command line may not use. */
public final class Reader {}
