/**
 * Shows messages, streams and datagrams of draft-14 as named fields, and turns named fields back into bytes, for people and
 * tests. Uses the codecs of {@code message} and {@code data}; stateless and thread-safe.
 */
@NullMarked
package org.moqj.draft14.internal.inspect;

import org.jspecify.annotations.NullMarked;
