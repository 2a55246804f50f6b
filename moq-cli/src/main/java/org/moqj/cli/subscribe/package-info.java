/** What {@code moqj sub} does with the objects that arrive: write them out, or put media together again. */
@NullMarked
package org.moqj.cli.subscribe;

import org.jspecify.annotations.NullMarked;
