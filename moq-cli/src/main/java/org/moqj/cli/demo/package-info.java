/**
 * {@code moqj demo}: a publisher and two subscribers in one process over real QUIC, and the proof that what arrived is
 * what was sent.
 */
@NullMarked
package org.moqj.cli.demo;

import org.jspecify.annotations.NullMarked;
