/**
 * Hostile bytes: what each decoder and a whole session make of input that no honest peer sends. A {@link
 * org.moqj.tests.fuzz.FuzzTarget} takes any bytes and throws where a promise is broken. {@code FuzzSeedsTest} runs each
 * over its seeds in every build, {@code ci/fuzz.sh} lets Jazzer look for more.
 */
package org.moqj.tests.fuzz;
