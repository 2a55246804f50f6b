/** What {@code --json} prints: one JSON object a line. */
@NullMarked
package org.moqj.cli.json;

import org.jspecify.annotations.NullMarked;
