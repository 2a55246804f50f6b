/**
 * Bytes of the drafts as JSON, and back: what {@code moqj decode} and {@code moqj encode} do. What the fields are is the
 * matter of each draft's {@link org.moqj.core.spi.draft.WireInspector}; here are the requests, the answers, and the way
 * that values are written in JSON. No state.
 */
@NullMarked
package org.moqj.cli.wire;

import org.jspecify.annotations.NullMarked;
