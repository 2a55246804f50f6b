package org.moqj.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.cli.media.Fragment;
import org.moqj.cli.media.FragmentReader;
import org.moqj.cli.media.MediaFiles;

class LoopTest {

    @Test
    void goesOnWhereTheRoundBeforeEnds() throws IOException {
        FragmentReader reader = new FragmentReader(new ByteArrayInputStream(MediaFiles.file("gops.mp4")), 1 << 20);
        List<Fragment> fragments = List.of(reader.next(), reader.next());
        Loop loop = new Loop(fragments, reader.init());

        List<Fragment> played = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            played.add(loop.next());
        }

        // Five pictures of 512 ticks in each.
        assertThat(played).extracting(Fragment::decodeTime).containsExactly(0L, 2560L, 5120L, 7680L, 10240L, 12800L);
        assertThat(played.subList(0, 2)).isEqualTo(fragments);
        assertThat(played)
                .extracting(Fragment::mdat)
                .containsOnly(fragments.get(0).mdat(), fragments.get(1).mdat());
    }
}
