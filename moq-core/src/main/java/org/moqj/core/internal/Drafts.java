package org.moqj.core.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.moqj.core.MoqDraft;
import org.moqj.core.spi.draft.DraftProtocol;

/** The drafts on the class or module path, newest first. Thread-safe. */
public final class Drafts {

    private static final List<DraftProtocol> ALL =
            ServiceLoader.load(DraftProtocol.class, DraftProtocol.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(DraftProtocol::draft).reversed())
                    .toList();

    private Drafts() {}

    /** Returns all drafts. */
    public static List<DraftProtocol> all() {
        return ALL;
    }

    /** Returns the names of all drafts. */
    public static List<MoqDraft> available() {
        return ALL.stream().map(DraftProtocol::draft).toList();
    }

    /** Returns the protocol of {@code draft}, where it is there. */
    public static Optional<DraftProtocol> find(MoqDraft draft) {
        return ALL.stream().filter(protocol -> protocol.draft().equals(draft)).findFirst();
    }
}
