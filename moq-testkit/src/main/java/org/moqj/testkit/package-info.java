/**
 * For tests of programs that use MoQJ. {@link org.moqj.testkit.MoqPair} runs both ends of a session in the test's own
 * thread and in virtual time; {@link org.moqj.testkit.FaultyNetwork} stands between real sockets. The faults of both are
 * {@link org.moqj.testkit.Path}s, the same for the same seed.
 */
@NullMarked
package org.moqj.testkit;

import org.jspecify.annotations.NullMarked;
