/**
 * Test fixtures that the other modules share: two ends of a transport in memory, driven in virtual time. Packaged as
 * moq-core's test-jar; nothing else of moq-core's tests is.
 */
@NullMarked
package org.moqj.core.testing;

import org.jspecify.annotations.NullMarked;
