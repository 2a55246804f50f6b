/**
 * What a draft module offers to core, and what core offers to it: one session's requests, streams and objects in words
 * that hold for every draft.
 *
 * <p>A draft module is sans-I/O: bytes in and out through {@code spi.transport}, time through the transport's executor.
 * Everything here but {@link org.moqj.core.spi.draft.DraftProtocol} is confined to that executor, in both directions.
 * Core never asks which draft it talks to; what a draft lacks it answers through
 * {@link org.moqj.core.spi.draft.DraftSession#supports}.
 *
 * <p>Naming: an {@code Incoming…} is a request of the peer, which core answers once; a {@code …Handle} is a request of
 * ours that core can update or end; a {@code …Listener} is told what becomes of it; a {@code …Sender} takes objects
 * out, a {@code …Receiver} takes objects in.
 */
@NullMarked
package org.moqj.core.spi.draft;

import org.jspecify.annotations.NullMarked;
