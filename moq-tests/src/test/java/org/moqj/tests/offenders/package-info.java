/**
 * Classes that break one architecture rule each, on purpose, in packages laid out like the library's. They prove that
 * the rules bite and are used for nothing else.
 */
@NullMarked
package org.moqj.tests.offenders;

import org.jspecify.annotations.NullMarked;
