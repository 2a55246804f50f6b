/** Tests of what core is made of, in virtual time wherever threads are not the point. */
@NullMarked
package org.moqj.core.internal;

import org.jspecify.annotations.NullMarked;
