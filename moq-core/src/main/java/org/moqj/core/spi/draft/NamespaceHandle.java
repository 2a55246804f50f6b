package org.moqj.core.spi.draft;

/**
 * A namespace of ours. {@link #cancel()} withdraws it (PUBLISH_NAMESPACE_DONE; UNANNOUNCE in draft-07): no new
 * subscriptions are to come, active ones go on.
 */
public interface NamespaceHandle extends RequestHandle {}
