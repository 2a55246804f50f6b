/** A transport in memory, and virtual time: whole sessions run in a test without sockets or threads. */
@NullMarked
package org.moqj.core.spi.memory;

import org.jspecify.annotations.NullMarked;
