/** What the documents say of the code is true. Reads sources; runs nothing. */
@NullMarked
package org.moqj.tests.docs;

import org.jspecify.annotations.NullMarked;
