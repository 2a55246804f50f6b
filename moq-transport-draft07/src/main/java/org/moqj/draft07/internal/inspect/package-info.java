/**
 * Bytes of draft-07 as named fields, and back, for people and tests: the same codecs that sessions use, with the
 * draft's labels in snake_case. No state.
 */
@NullMarked
package org.moqj.draft07.internal.inspect;

import org.jspecify.annotations.NullMarked;
