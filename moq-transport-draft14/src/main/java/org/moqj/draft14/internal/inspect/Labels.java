package org.moqj.draft14.internal.inspect;

import java.util.Locale;

/** The draft's labels as keys: {@code Request ID} becomes {@code request_id}. */
final class Labels {

    private Labels() {}

    static String key(String label) {
        return label.toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
