package org.moqj.cli.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moqj.cli.media.MediaFiles.box;
import static org.moqj.cli.media.MediaFiles.clip;
import static org.moqj.cli.media.MediaFiles.file;
import static org.moqj.cli.media.MediaFiles.join;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FragmentReaderTest {

    private static final int LIMIT = 1 << 20;

    private static FragmentReader reader(byte[] input) {
        return new FragmentReader(new ByteArrayInputStream(input), LIMIT);
    }

    private static List<Fragment> fragments(FragmentReader reader) throws IOException {
        List<Fragment> fragments = new ArrayList<>();
        for (Fragment next = reader.next(); next != null; next = reader.next()) {
            fragments.add(next);
        }
        return fragments;
    }

    private static List<Fragment> ofTrack(List<Fragment> fragments, long id) {
        return fragments.stream().filter(fragment -> fragment.trackId() == id).toList();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Test
    void findsTheTracksOfARealFile() throws IOException {
        InitSegment init = reader(clip()).init();

        assertThat(init.tracks())
                .containsExactly(
                        new MediaTrack(1, MediaTrack.Kind.VIDEO, 12800, SampleFormat.video("avc1.4D401F", 640, 360), 0),
                        new MediaTrack(
                                2, MediaTrack.Kind.AUDIO, 48000, SampleFormat.audio("mp4a.40.2", 48000, 48000, 2), 0));
        assertThat(InitSegment.parse(init.bytes())).isEqualTo(init);
    }

    @Test
    void splitsARealFileWithoutLosingAByte() throws IOException {
        FragmentReader reader = reader(clip());
        ByteArrayOutputStream joined = new ByteArrayOutputStream();

        joined.write(bytes(reader.init().bytes()));
        for (Fragment fragment : fragments(reader)) {
            joined.write(bytes(fragment.bytes()));
        }

        assertThat(joined.toByteArray()).isEqualTo(clip());
        assertThat(reader.isTruncated()).isFalse();
    }

    @Test
    void tellsTimesAndKeyframesOfARealFile() throws IOException {
        List<Fragment> video = ofTrack(fragments(reader(clip())), 1);

        assertThat(video).hasSize(125);
        for (int i = 0; i < video.size(); i++) {
            assertThat(video.get(i).decodeTime()).isEqualTo(i * 512L);
            assertThat(video.get(i).startsWithKeyframe()).as("picture " + i).isEqualTo(i % 25 == 0);
        }
        assertThat(ofTrack(fragments(reader(clip())), 2)).hasSize(236).allMatch(Fragment::startsWithKeyframe);
    }

    @Test
    void findsAKeyframeAmongManySamplesAndSkipsTheIndexAtTheEnd() throws IOException {
        FragmentReader reader = reader(file("gops.mp4"));

        List<Fragment> fragments = fragments(reader);

        assertThat(fragments).extracting(Fragment::decodeTime).containsExactly(0L, 5L * 512);
        assertThat(fragments).allMatch(Fragment::startsWithKeyframe);
        assertThat(reader.isTruncated()).isFalse();
    }

    @Test
    void describesOtherCodecsByTheirNames() throws IOException {
        assertThat(reader(file("hevc-opus.mp4")).init().tracks())
                .extracting(MediaTrack::format)
                .containsExactly(SampleFormat.video("hvc1", 64, 64), SampleFormat.audio("Opus", 0, 48000, 1));
    }

    @Test
    void skipsBoxesThatAreNotNeededWhateverTheirSize() throws IOException {
        byte[] clip = file("gops.mp4");
        byte[] huge = box("free", new byte[2 * LIMIT]);

        FragmentReader reader = reader(join(box("styp", new byte[4]), huge, clip, huge));

        assertThat(fragments(reader)).hasSize(2);
        assertThat(bytes(reader.init().bytes())).isEqualTo(Arrays.copyOf(clip, 28 + 711));
    }

    @Test
    void readsBoxesWithA64BitSize() throws IOException {
        byte[] clip = file("gops.mp4");
        int mdatAt = 28 + 711 + 148;
        byte[] mdat = Arrays.copyOfRange(clip, mdatAt + 8, mdatAt + 1402);
        byte[] large = ByteBuffer.allocate(16 + mdat.length)
                .putInt(1)
                .put("mdat".getBytes(UTF_8))
                .putLong(16 + mdat.length)
                .put(mdat)
                .array();

        List<Fragment> fragments = fragments(reader(join(Arrays.copyOf(clip, mdatAt), large)));

        assertThat(fragments).hasSize(1);
        assertThat(bytes(fragments.get(0).mdat())).isEqualTo(large);
    }

    @ParameterizedTest
    @CsvSource({
        "plain.mp4, 'the input is not fragmented MP4: its moov has no mvex, so all samples are in one place'",
        "joint.mp4, 'the input is not fragmented MP4: a moof has 2 tracks, and one is needed (separate_moof)'",
        "README.md, 'the input is not fragmented MP4: it begins with a box \"dia \"'",
    })
    void refusesFilesOfAnotherKind(String name, String message) {
        assertThatThrownBy(() -> fragments(reader(file(name))))
                .isInstanceOf(MediaFormatException.class)
                .hasMessage(message)
                .extracting(error -> ((MediaFormatException) error).hint())
                .asString()
                .contains("ffmpeg", "separate_moof");
    }

    @Test
    void refusesAnEmptyInput() {
        assertThatThrownBy(() -> reader(new byte[0]).init())
                .isInstanceOf(MediaFormatException.class)
                .hasMessageEndingWith("it ends before its ftyp");
    }

    @Test
    void refusesBinaryRubbish() {
        assertThatThrownBy(() -> reader(new byte[] {0, 0, 1, (byte) 0xba, 0x44, 0, 4, 0, 4, 1})
                        .init())
                .isInstanceOf(MediaFormatException.class)
                .hasMessageEndingWith("no box begins where one should");
    }

    @Test
    void refusesABoxWithoutAnEnd() {
        byte[] endless = box("ftyp", new byte[0]);
        endless[3] = 0;

        assertThatThrownBy(() -> reader(endless).init())
                .isInstanceOf(MediaFormatException.class)
                .hasMessageEndingWith("the box ftyp runs to the end of the input");
    }

    @Test
    void refusesABoxOverTheLimitBeforeReadingIt() {
        byte[] header = ByteBuffer.allocate(8)
                .putInt(LIMIT + 1)
                .put("moov".getBytes(UTF_8))
                .array();

        assertThatThrownBy(() -> reader(join(box("ftyp", new byte[4]), header)).init())
                .isInstanceOf(MediaFormatException.class)
                .hasMessage("the box moov has 1048577 bytes, and 1048576 are allowed");
    }

    @Test
    void refusesAFragmentOverTheLimit() {
        byte[] clip = file("gops.mp4");

        assertThatThrownBy(() -> fragments(new FragmentReader(new ByteArrayInputStream(clip), 1402)))
                .isInstanceOf(MediaFormatException.class)
                .hasMessage("a fragment of track 1 has 1550 bytes, and 1402 are allowed");
    }

    @Test
    void leavesOutAFragmentThatTheInputEndsInsideOf() throws IOException {
        byte[] clip = file("gops.mp4");
        int secondMoofAt = 28 + 711 + 148 + 1402;
        for (int end = secondMoofAt + 1; end < secondMoofAt + 148 + 767; end++) {
            FragmentReader reader = reader(Arrays.copyOf(clip, end));

            assertThat(fragments(reader)).as("cut at " + end).hasSize(1);
            assertThat(reader.isTruncated()).as("cut at " + end).isTrue();
        }
    }

    @Test
    void failsInNoOtherWayWhateverTheBytesAre() throws IOException {
        byte[] clip = file("gops.mp4");
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = clip.clone();
            // The boxes, not the samples.
            broken[random.nextInt(28 + 711 + 148)] = (byte) random.nextInt();
            try {
                fragments(reader(broken));
            } catch (MediaFormatException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 19_000);
    }

    @Test
    void movesAFragmentInTime() throws IOException {
        FragmentReader reader = reader(clip());
        Fragment first = fragments(reader).get(0);

        Fragment later = first.delayedBy(64_000);

        assertThat(later.decodeTime()).isEqualTo(64_000);
        assertThat(reader.init().seconds(later.bytes())).hasValue(5.0);
        assertThat(reader.init().seconds(first.bytes())).hasValue(0.0);
        assertThat(later.mdat()).isEqualTo(first.mdat());
    }
}
