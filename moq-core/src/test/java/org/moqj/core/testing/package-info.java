/** A transport pair in memory and virtual time: whole sessions run in a test without sockets or threads. */
@NullMarked
package org.moqj.core.testing;

import org.jspecify.annotations.NullMarked;
