/** The time of day as a track, compatible with {@code moq-clock-ietf}. */
@NullMarked
package org.moqj.cli.clock;

import org.jspecify.annotations.NullMarked;
