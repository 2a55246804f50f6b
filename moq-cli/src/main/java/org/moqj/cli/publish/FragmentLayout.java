package org.moqj.cli.publish;

import java.nio.ByteBuffer;
import java.util.List;
import org.moqj.cli.media.Fragment;
import org.moqj.core.MoqDraft;

/** How a fragment becomes objects; as {@code moq-pub} of the same draft does it. */
enum FragmentLayout {
    /** {@code moof} and {@code mdat} are an object each. */
    TWO_OBJECTS {
        @Override
        List<ByteBuffer> objects(Fragment fragment) {
            return List.of(fragment.moof(), fragment.mdat());
        }
    },
    /** {@code moof} and {@code mdat} are one object together. */
    ONE_OBJECT {
        @Override
        List<ByteBuffer> objects(Fragment fragment) {
            return List.of(fragment.bytes());
        }
    };

    /** Returns what players of {@code draft} are used to. */
    static FragmentLayout of(MoqDraft draft) {
        return draft.equals(MoqDraft.DRAFT_07) ? TWO_OBJECTS : ONE_OBJECT;
    }

    abstract List<ByteBuffer> objects(Fragment fragment);
}
