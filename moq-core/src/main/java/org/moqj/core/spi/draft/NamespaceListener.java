package org.moqj.core.spi.draft;

import org.moqj.core.MoqRequestException;

/** What becomes of a namespace that we offered. */
public interface NamespaceListener extends RequestListener {

    /**
     * The peer took its agreement back (PUBLISH_NAMESPACE_CANCEL; ANNOUNCE_CANCEL in draft-07). The last call.
     *
     * @param cancelled the code and reason it gave
     */
    void onCancel(MoqRequestException cancelled);
}
