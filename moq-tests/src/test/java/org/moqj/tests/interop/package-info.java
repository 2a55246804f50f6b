/** Our client against other implementations' relays and tools, over real sockets on loopback. */
@NullMarked
package org.moqj.tests.interop;

import org.jspecify.annotations.NullMarked;
