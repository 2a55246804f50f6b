/**
 * How the relay decides: routes, tracks, followers of namespaces. Confined to the relay's thread, which is the callback
 * executor of its server. Objects pass from session to session inside of {@code org.moqj.core}.
 */
@NullMarked
package org.moqj.relay.internal;

import org.jspecify.annotations.NullMarked;
