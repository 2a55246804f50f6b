package org.moqj.core.spi.transport;

/**
 * A bidirectional stream as its two halves.
 *
 * @param send what this end writes
 * @param receive what the peer writes
 */
public record BidiStream(SendStream send, ReceiveStream receive) {}
