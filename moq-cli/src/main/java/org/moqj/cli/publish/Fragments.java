package org.moqj.cli.publish;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.media.Fragment;
import org.moqj.cli.media.FragmentReader;

/** Fragments one after the other. */
interface Fragments {

    /** Returns the next fragment; null when there are no more. */
    @Nullable
    Fragment next() throws IOException;

    /** Returns whether they ended before the last was whole. */
    boolean isTruncated();

    static Fragments of(FragmentReader reader) {
        return new Fragments() {
            @Override
            public @Nullable Fragment next() throws IOException {
                return reader.next();
            }

            @Override
            public boolean isTruncated() {
                return reader.isTruncated();
            }
        };
    }
}
