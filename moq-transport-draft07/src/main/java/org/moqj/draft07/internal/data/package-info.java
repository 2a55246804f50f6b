/**
 * The data streams and datagrams of draft-07 (section 7): headers, objects and the incremental parsers that read them at any
 * split. Confined to the session's event loop.
 */
@NullMarked
package org.moqj.draft07.internal.data;

import org.jspecify.annotations.NullMarked;
