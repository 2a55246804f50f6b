/**
 * Reading and writing the primitives that all drafts share: varints, fixed integers, length-prefixed bytes.
 *
 * <p>Drafts share these and nothing above them: no messages, enums or codes. QUIC's variable-length integers are
 * RFC 9000, section 16; the notation is draft-14, section 1.4.
 */
@NullMarked
package org.moqj.core.spi.wire;

import org.jspecify.annotations.NullMarked;
