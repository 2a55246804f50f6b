package org.moqj.tests.offenders.core.spi.transport;

/** Breaks nothing itself; it is what the command line may not use. */
public final class Stream {}
