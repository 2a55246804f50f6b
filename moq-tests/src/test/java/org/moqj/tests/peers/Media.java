package org.moqj.tests.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Real media: made and judged by ffmpeg, and taken apart here only as far as its outermost boxes. */
public final class Media {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Media() {}

    /** Describes an ffmpeg that writes {@code seconds} of fragmented MP4 to stdout at the speed of its clock. */
    public static PeerProcess.Spec live(int seconds, boolean audio) {
        PeerProcess.Spec ffmpeg = PeerProcess.of(Peers.systemProgram("ffmpeg"))
                .args("-nostdin", "-v", "error", "-re", "-f", "lavfi", "-i", "testsrc=size=640x360:rate=25");
        if (audio) {
            ffmpeg.args(
                    "-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-c:a", "aac", "-b:a", "96k");
        }
        return ffmpeg.args("-t", seconds, "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency")
                .args("-pix_fmt", "yuv420p", "-g", "25", "-b:v", "1M", "-f", "mp4")
                .args("-movflags", "cmaf+separate_moof+delay_moov+skip_trailer+frag_every_frame", "-");
    }

    /** Writes the same to {@code file}, as fast as it goes. */
    public static Path file(Path file, int seconds, boolean audio) {
        List<String> command = new ArrayList<>(live(seconds, audio).command());
        command.removeIf("-re"::equals);
        try (PeerProcess ffmpeg = PeerProcess.of(Path.of(command.get(0)))
                .args(command.subList(1, command.size()).toArray())
                .stdoutTo(file)
                .start()) {
            assertThat(ffmpeg.awaitExit(PATIENCE)).as("ffmpeg's exit").isZero();
        }
        return file;
    }

    /** What ffprobe finds in a file. */
    public record Probe(List<Integer> packets, List<String> errors) {}

    /** Reads all packets of {@code file}: how many each stream has, and what is wrong with them. */
    public static Probe probe(Path file) {
        try (PeerProcess ffprobe = PeerProcess.of(Peers.systemProgram("ffprobe"))
                .args("-v", "error", "-count_packets", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0")
                .args(file)
                .start()) {
            ffprobe.awaitExit(PATIENCE);
            List<Integer> packets = new ArrayList<>();
            List<String> errors = new ArrayList<>();
            for (String line : ffprobe.lines()) {
                if (line.matches("\\d+,?")) {
                    packets.add(Integer.valueOf(line.replace(",", "")));
                } else {
                    errors.add(line);
                }
            }
            return new Probe(packets, errors);
        }
    }

    /** A box of an MP4 file: its type, and where it is. */
    public record Box(String type, int offset, int size) {}

    /** Returns the outermost boxes of {@code mp4}; fails where the last one is cut off. */
    public static List<Box> boxes(byte[] mp4) {
        List<Box> boxes = new ArrayList<>();
        for (int offset = 0; offset < mp4.length; ) {
            assertThat(mp4.length - offset).as("bytes left for a box header").isGreaterThanOrEqualTo(8);
            int size = ByteBuffer.wrap(mp4, offset, 4).getInt();
            String type = new String(mp4, offset + 4, 4, StandardCharsets.US_ASCII);
            assertThat(size).as("size of %s at %d", type, offset).isBetween(8, mp4.length - offset);
            boxes.add(new Box(type, offset, size));
            offset += size;
        }
        return boxes;
    }

    /** Returns the bytes of {@code file}. */
    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
