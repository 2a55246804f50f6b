/**
 * What both transports share and the service by which moq-core finds them. Runs on the connection's event loop unless a
 * class says otherwise.
 */
@NullMarked
package org.moqj.webtransport.internal;

import org.jspecify.annotations.NullMarked;
