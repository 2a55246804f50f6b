/** Whole sessions of each draft over the in-memory transport pair, in virtual time: the same scenarios for all. */
@NullMarked
package org.moqj.tests.session;

import org.jspecify.annotations.NullMarked;
