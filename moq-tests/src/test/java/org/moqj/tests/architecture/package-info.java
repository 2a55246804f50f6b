/**
 * The rules that hold the modules together: who may use whom, where Netty ends, what a draft module does without. They
 * run over the class files of all modules; each rule is also shown to catch a class of
 * {@code org.moqj.tests.offenders} that breaks it.
 */
@NullMarked
package org.moqj.tests.architecture;

import org.jspecify.annotations.NullMarked;
