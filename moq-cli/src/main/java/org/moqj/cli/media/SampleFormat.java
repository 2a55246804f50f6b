package org.moqj.cli.media;

/**
 * How a track is coded, in the terms of the catalog. A number is 0 where it is not known or does not apply.
 *
 * @param codec such as {@code avc1.64001E} or {@code mp4a.40.2} (RFC 6381)
 * @param width of a picture, in pixels
 * @param height of a picture, in pixels
 * @param bitrate in bit/s
 * @param sampleRate of sound, in Hz
 * @param channels of sound
 */
public record SampleFormat(String codec, int width, int height, long bitrate, int sampleRate, int channels) {

    static SampleFormat video(String codec, int width, int height) {
        return new SampleFormat(codec, width, height, 0, 0, 0);
    }

    static SampleFormat audio(String codec, long bitrate, int sampleRate, int channels) {
        return new SampleFormat(codec, 0, 0, bitrate, sampleRate, channels);
    }

    static SampleFormat other(String codec) {
        return new SampleFormat(codec, 0, 0, 0, 0, 0);
    }
}
