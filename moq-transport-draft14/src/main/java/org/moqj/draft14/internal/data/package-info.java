/**
 * The data streams and datagrams of draft-14 (section 10): headers, objects and the incremental parsers that read them at any
 * split. Confined to the session's event loop.
 */
@NullMarked
package org.moqj.draft14.internal.data;

import org.jspecify.annotations.NullMarked;
