/** The library as Java modules: whether it starts on the module path, with its services found. */
@NullMarked
package org.moqj.tests.modules;

import org.jspecify.annotations.NullMarked;
