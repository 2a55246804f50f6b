package org.moqj.cli.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moqj.cli.media.MediaFiles.box;
import static org.moqj.cli.media.MediaFiles.join;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

class FragmentJoinerTest {

    private static final byte[] MOOF = box("moof", new byte[] {1, 2, 3});
    private static final byte[] MDAT = box("mdat", new byte[] {4, 5, 6, 7});

    private final FragmentJoiner joiner = new FragmentJoiner();

    private static MoqObject object(long group, long id, byte[] payload) {
        return MoqObject.of(group, 0, id, 127, ForwardingPreference.SUBGROUP, List.of(), payload, 0, payload.length);
    }

    private static Optional<ByteBuffer> whole() {
        return Optional.of(ByteBuffer.wrap(join(MOOF, MDAT)));
    }

    @Test
    void takesAnObjectWithBothBoxesAsItIs() {
        assertThat(joiner.accept(object(0, 0, join(MOOF, MDAT)))).isEqualTo(whole());
        assertThat(joiner.accept(object(0, 1, join(MOOF, MDAT)))).isEqualTo(whole());
        assertThat(joiner.incomplete()).isZero();
    }

    @Test
    void pairsAMoofWithTheMdatOfTheNextObject() {
        assertThat(joiner.accept(object(3, 0, MOOF))).isEmpty();
        assertThat(joiner.accept(object(3, 1, MDAT))).isEqualTo(whole());
        assertThat(joiner.incomplete()).isZero();
    }

    @Test
    void waitsForTheBeginningOfAGroup() {
        assertThat(joiner.accept(object(7, 2, join(MOOF, MDAT)))).isEmpty();
        assertThat(joiner.accept(object(8, 0, join(MOOF, MDAT)))).isEqualTo(whole());
    }

    @Test
    void dropsAMoofWhoseMdatIsMissing() {
        joiner.accept(object(0, 0, MOOF));
        joiner.accept(object(0, 1, MDAT));

        assertThat(joiner.accept(object(0, 2, MOOF))).isEmpty();
        assertThat(joiner.accept(object(0, 4, MOOF))).isEmpty();
        assertThat(joiner.accept(object(0, 5, MDAT))).isEqualTo(whole());
        assertThat(joiner.incomplete()).isEqualTo(1);
    }

    @Test
    void neverPairsAcrossGroups() {
        joiner.accept(object(0, 0, MOOF));

        assertThat(joiner.accept(object(1, 1, MDAT))).isEmpty();
        assertThat(joiner.incomplete()).isEqualTo(2);
    }

    @Test
    void leavesOutWhatIsNotWholeBoxes() {
        byte[] cut = join(MOOF, new byte[] {0, 0, 0, 20, 'm', 'd', 'a', 't', 1});

        assertThat(joiner.accept(object(0, 0, cut))).isEmpty();
        assertThat(joiner.accept(object(0, 1, new byte[] {1, 2, 3}))).isEmpty();
        assertThat(joiner.incomplete()).isEqualTo(2);
    }

    @Test
    void ignoresMarkers() {
        MoqObject marker =
                MoqObject.ofStatus(0, 0, 0, 127, ForwardingPreference.SUBGROUP, List.of(), ObjectStatus.END_OF_GROUP);

        assertThat(joiner.accept(marker)).isEmpty();
        assertThat(joiner.incomplete()).isZero();
    }
}
