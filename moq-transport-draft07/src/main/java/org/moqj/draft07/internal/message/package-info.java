/**
 * The control messages of draft-07 (section 6): one record each with its codec beside it, and the table of types. No state;
 * what a message means for a session is decided in {@code session}.
 */
@NullMarked
package org.moqj.draft07.internal.message;

import org.jspecify.annotations.NullMarked;
