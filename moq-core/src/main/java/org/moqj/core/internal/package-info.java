/**
 * What stands behind the public API: sessions, published tracks, subscriptions, and how they hop between the caller's
 * threads and the session's executor. Speaks no draft; each class says which thread it lives on.
 */
@NullMarked
package org.moqj.core.internal;

import org.jspecify.annotations.NullMarked;
