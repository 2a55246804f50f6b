/**
 * A relay for the first minute, for tests, for small installations, and as the bridge between drafts: publishers and
 * subscribers of every draft, over WebTransport and raw QUIC, on one UDP port.
 *
 * <p>It is code over the public API of {@code org.moqj.core} and nothing more. All of its decisions are made on one
 * thread; objects never come near it.
 */
@NullMarked
package org.moqj.relay;

import org.jspecify.annotations.NullMarked;
