package org.moqj.cli.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {

    /** What {@code moq-pub --name a/b} puts into its catalog for H.264 and AAC. */
    private static final String OF_MOQ_PUB = """
            {
              "version": 1,
              "streamingFormat": 1,
              "streamingFormatVersion": "0.2",
              "supportsDeltaUpdates": true,
              "commonTrackFields": {
                "namespace": "/a/b",
                "packaging": "cmaf",
                "renderGroup": 1
              },
              "tracks": [
                {
                  "name": "1.m4s",
                  "initTrack": "0.mp4",
                  "selectionParams": {
                    "codec": "avc1.64001E",
                    "width": 640,
                    "height": 360
                  }
                },
                {
                  "name": "2.m4s",
                  "initTrack": "0.mp4",
                  "selectionParams": {
                    "codec": "mp4a.40.2",
                    "bitrate": 96000,
                    "samplerate": 48000,
                    "channelConfig": "2"
                  }
                }
              ]
            }""";

    private static final InitSegment INIT = new InitSegment(
            ByteBuffer.allocate(0),
            List.of(
                    new MediaTrack(1, MediaTrack.Kind.VIDEO, 12800, SampleFormat.video("avc1.64001E", 640, 360), 0),
                    new MediaTrack(
                            2, MediaTrack.Kind.AUDIO, 48000, SampleFormat.audio("mp4a.40.2", 96000, 48000, 2), 0)));

    @Test
    void writesByteForByteWhatMoqPubWrites() {
        assertThat(new String(Catalog.write("a/b", INIT), UTF_8)).isEqualTo(OF_MOQ_PUB);
    }

    @Test
    void readsWhatMoqPubWrites() throws MediaFormatException {
        assertThat(Catalog.read(OF_MOQ_PUB.getBytes(UTF_8))).isEqualTo(new Catalog("0.mp4", List.of("1.m4s", "2.m4s")));
    }

    @Test
    void isToldByTheInitSegmentWhereThereIsNone() {
        assertThat(Catalog.of(INIT)).isEqualTo(new Catalog("0.mp4", List.of("1.m4s", "2.m4s")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON | the catalog cannot be used: it is not JSON",
                "{\"version\": 2, \"tracks\": [{\"name\": \"a\"}]} | the catalog cannot be used: its version is not 1",
                "{\"version\": 1, \"tracks\": []} | the catalog cannot be used: it has no tracks, or more than 64",
                "{\"version\": 1, \"tracks\": [{\"name\": 3}]} | the catalog cannot be used: a track has no name",
                "[] | the catalog cannot be used: its version is not 1",
            })
    void refusesWhatItCannotUse(String text, String message) {
        assertThatThrownBy(() -> Catalog.read(text.getBytes(UTF_8)))
                .isInstanceOf(MediaFormatException.class)
                .hasMessage(message);
    }
}
