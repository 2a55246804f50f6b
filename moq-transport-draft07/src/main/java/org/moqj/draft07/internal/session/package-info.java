/**
 * The state of a draft-07 session (sections 3 to 6): setup, requests, namespaces, data streams and shutdown, each in a class of
 * its own. Confined to the session's event loop; no I/O and no clock but those handed in.
 */
@NullMarked
package org.moqj.draft07.internal.session;

import org.jspecify.annotations.NullMarked;
