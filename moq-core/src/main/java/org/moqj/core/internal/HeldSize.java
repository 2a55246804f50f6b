package org.moqj.core.internal;

import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.MoqObject;

/** How much memory an object of somebody else holds while it is kept, so that small ones are not had for nothing. */
final class HeldSize {

    private static final int OBJECT = 64;

    private HeldSize() {}

    static int of(MoqObject object) {
        int size = OBJECT + object.payloadSize();
        if (!object.extensionHeaders().isEmpty()) {
            for (ExtensionHeader header : object.extensionHeaders()) {
                size += OBJECT
                        + (header instanceof ExtensionHeader.Binary binary
                                ? binary.value().size()
                                : 0);
            }
        }
        return size;
    }
}
