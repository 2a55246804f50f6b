/**
 * The capsules of a WebTransport session's CONNECT stream, as bytes. No channel and no state beyond the bytes not yet
 * complete.
 */
@NullMarked
package org.moqj.webtransport.internal.capsule;

import org.jspecify.annotations.NullMarked;
