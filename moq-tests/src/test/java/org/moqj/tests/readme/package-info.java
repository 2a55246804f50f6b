/** The README's programs, compiled and run as a reader would. */
@NullMarked
package org.moqj.tests.readme;

import org.jspecify.annotations.NullMarked;
