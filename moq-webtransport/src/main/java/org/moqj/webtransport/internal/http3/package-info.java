/**
 * WebTransport sessions over HTTP/3: settings, extended CONNECT and the streams of a session. Confined to the
 * connection's event loop.
 */
@NullMarked
package org.moqj.webtransport.internal.http3;

import org.jspecify.annotations.NullMarked;
