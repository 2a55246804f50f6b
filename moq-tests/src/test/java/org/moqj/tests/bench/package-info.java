/** How fast the codecs are, and what they allocate: benchmarks for JMH, which {@code ci/bench.sh} runs. */
package org.moqj.tests.bench;
