package org.moqj.core;

/**
 * What a peer can make this end hold. Each is checked before memory is taken. Immutable.
 *
 * @param maxObjectSize the largest payload accepted, in bytes; a larger object ends its stream; default 10 MiB
 * @param maxExtensionBytes the most bytes of extension headers accepted on one object; default 64 KiB
 * @param maxControlMessage the largest control message accepted, in bytes; default 64 KiB
 * @param maxRequests how many requests a peer may have open at a time; default 1000
 * @param maxNamespaces how many namespaces a peer may have announced at a time; default 1000
 * @param maxEarlyStreams how many streams wait for the answer that tells what they belong to; default 64
 * @param maxEarlyDatagrams how many datagrams wait likewise; default 256
 * @param maxQueuedObjects how many objects of one track wait for a slow consumer; default 4096
 * @param maxQueuedBytes how many bytes of payload of one track wait for a slow consumer; default 32 MiB
 * @param maxUnfinishedBytes how many bytes the objects of a session that have not arrived whole may take together, or
 *     {@code maxObjectSize} where that is more; what goes beyond ends its stream; default 64 MiB
 */
public record Limits(
        int maxObjectSize,
        int maxExtensionBytes,
        int maxControlMessage,
        int maxRequests,
        int maxNamespaces,
        int maxEarlyStreams,
        int maxEarlyDatagrams,
        int maxQueuedObjects,
        int maxQueuedBytes,
        int maxUnfinishedBytes) {

    private static final Limits DEFAULTS =
            new Limits(10 << 20, 64 << 10, 64 << 10, 1000, 1000, 64, 256, 4096, 32 << 20, 64 << 20);

    /** Checks that each limit is positive. */
    public Limits {
        Checks.inRange(maxObjectSize, 1, Integer.MAX_VALUE - 64, "maxObjectSize");
        Checks.inRange(maxExtensionBytes, 1, Integer.MAX_VALUE - 64, "maxExtensionBytes");
        Checks.inRange(maxControlMessage, 64, 1 << 24, "maxControlMessage");
        Checks.inRange(maxRequests, 1, 1 << 24, "maxRequests");
        Checks.inRange(maxNamespaces, 1, 1 << 24, "maxNamespaces");
        Checks.inRange(maxEarlyStreams, 1, 1 << 24, "maxEarlyStreams");
        Checks.inRange(maxEarlyDatagrams, 1, 1 << 24, "maxEarlyDatagrams");
        Checks.inRange(maxQueuedObjects, 1, 1 << 24, "maxQueuedObjects");
        Checks.inRange(maxQueuedBytes, 1, Integer.MAX_VALUE - 64, "maxQueuedBytes");
        Checks.inRange(maxUnfinishedBytes, 1, Integer.MAX_VALUE - 64, "maxUnfinishedBytes");
    }

    /** Returns the defaults. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /** Returns these limits with another {@link #maxObjectSize()}. */
    public Limits withMaxObjectSize(int bytes) {
        return new Limits(
                bytes,
                maxExtensionBytes,
                maxControlMessage,
                maxRequests,
                maxNamespaces,
                maxEarlyStreams,
                maxEarlyDatagrams,
                maxQueuedObjects,
                maxQueuedBytes,
                maxUnfinishedBytes);
    }

    /** Returns these limits with another {@link #maxQueuedObjects()} and {@link #maxQueuedBytes()}. */
    public Limits withMaxQueued(int objects, int bytes) {
        return new Limits(
                maxObjectSize,
                maxExtensionBytes,
                maxControlMessage,
                maxRequests,
                maxNamespaces,
                maxEarlyStreams,
                maxEarlyDatagrams,
                objects,
                bytes,
                maxUnfinishedBytes);
    }

    /** Returns these limits with another {@link #maxRequests()} and {@link #maxNamespaces()}. */
    public Limits withMaxRequests(int requests, int namespaces) {
        return new Limits(
                maxObjectSize,
                maxExtensionBytes,
                maxControlMessage,
                requests,
                namespaces,
                maxEarlyStreams,
                maxEarlyDatagrams,
                maxQueuedObjects,
                maxQueuedBytes,
                maxUnfinishedBytes);
    }

    /** Returns these limits with another {@link #maxUnfinishedBytes()}. */
    public Limits withMaxUnfinishedBytes(int bytes) {
        return new Limits(
                maxObjectSize,
                maxExtensionBytes,
                maxControlMessage,
                maxRequests,
                maxNamespaces,
                maxEarlyStreams,
                maxEarlyDatagrams,
                maxQueuedObjects,
                maxQueuedBytes,
                bytes);
    }
}
