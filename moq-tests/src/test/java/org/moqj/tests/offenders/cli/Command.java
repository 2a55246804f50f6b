package org.moqj.tests.offenders.cli;

/** Breaks nothing itself; it is what no other module may use. */
public final class Command {}
