/**
 * Where the objects that {@code moqj pub} publishes come from: media, lines, a file, a clock; and how they get onto
 * their tracks.
 */
@NullMarked
package org.moqj.cli.publish;

import org.jspecify.annotations.NullMarked;
