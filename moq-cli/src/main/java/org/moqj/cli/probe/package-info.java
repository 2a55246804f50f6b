/** What {@code moqj probe} tries, and what it finds: transports, drafts and certificates. */
@NullMarked
package org.moqj.cli.probe;

import org.jspecify.annotations.NullMarked;
