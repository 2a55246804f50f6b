/** Other implementations' programs, started and stopped by tests on loopback, and what tests need to talk to them. */
@NullMarked
package org.moqj.tests.peers;

import org.jspecify.annotations.NullMarked;
