/** Our client and our server over real sockets on loopback, where the transport decides what comes out. */
@NullMarked
package org.moqj.tests.loopback;

import org.jspecify.annotations.NullMarked;
