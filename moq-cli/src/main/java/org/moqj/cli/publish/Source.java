package org.moqj.cli.publish;

import java.io.IOException;

/** Where objects come from. It is open: which tracks there are is known. */
public interface Source {

    /** Makes the tracks on {@code publication}. */
    Feed register(Publication publication);

    /** Writes the objects of tracks that are made. */
    @FunctionalInterface
    interface Feed {

        /** Writes objects until there are no more. Called once, on a thread of its own; may block. */
        void run() throws IOException, InterruptedException;
    }

    /** Opens a source; may block until enough of the input has come to know the tracks. */
    @FunctionalInterface
    interface Opening {

        /** Returns the source. */
        Source open() throws IOException;
    }
}
