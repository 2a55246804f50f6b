/** A page for browsers that subscribes to a track of a relay; its scripts are resources beside this package. */
@NullMarked
package org.moqj.cli.web;

import org.jspecify.annotations.NullMarked;
