package org.moqj.tests.offenders.draft07;

/** Breaks nothing itself; it is what others may not use. */
public final class WellBehaved {}
