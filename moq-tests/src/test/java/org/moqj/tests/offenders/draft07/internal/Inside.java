package org.moqj.tests.offenders.draft07.internal;

/** Breaks nothing itself; it is what other modules may not use. */
public final class Inside {}
