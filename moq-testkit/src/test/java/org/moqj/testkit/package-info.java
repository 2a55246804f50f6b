/** Tests of what tests are made with. */
@NullMarked
package org.moqj.testkit;

import org.jspecify.annotations.NullMarked;
