/** Our own clients and servers with each other, over sockets on loopback and with real threads. */
@NullMarked
package org.moqj.tests.sockets;

import org.jspecify.annotations.NullMarked;
