/**
 * The test client for relays, {@code moqj interop}: a table of cases over the public API, what runs them, and the report
 * in TAP version 14. Knows neither the command line nor a relay; each case runs on the thread that asks for it.
 */
@NullMarked
package org.moqj.cli.interop;

import org.jspecify.annotations.NullMarked;
