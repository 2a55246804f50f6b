package org.moqj.draft14.internal;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.Varint;

/** Arbitrary values of the fields that messages and streams are made of. */
public final class Anything {

    private Anything() {}

    /** Any variable-length integer, those at which its length on the wire changes more often than others. */
    public static Arbitrary<Long> varint() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.longs().between(0, 63)),
                Tuple.of(1, Arbitraries.longs().between(64, Varint.MAX)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                0L,
                                63L,
                                64L,
                                (1L << 14) - 1,
                                1L << 14,
                                (1L << 30) - 1,
                                1L << 30,
                                Varint.MAX - 1,
                                Varint.MAX)));
    }

    /** Any byte, 0 to 255. */
    public static Arbitrary<Integer> u8() {
        return Arbitraries.integers().between(0, 255);
    }

    /** Any bytes, few most of the time. */
    public static Arbitrary<ByteString> bytes(int maxLength) {
        return Arbitraries.frequencyOf(
                        Tuple.of(9, byteArray(Math.min(12, maxLength))), Tuple.of(1, byteArray(maxLength)))
                .map(ByteString::copyOf);
    }

    private static Arbitrary<byte[]> byteArray(int maxLength) {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(maxLength);
    }

    /** Any location. */
    public static Arbitrary<Location> location() {
        return Combinators.combine(varint(), varint()).as(Location::new);
    }

    /** A namespace of {@code minFields} to 32 fields. */
    public static Arbitrary<TrackNamespace> namespace(int minFields) {
        Arbitrary<ByteString> field = bytes(40);
        return Arbitraries.frequencyOf(
                        Tuple.of(5, field.list().ofMinSize(minFields).ofMaxSize(4)),
                        Tuple.of(1, field.list().ofMinSize(minFields).ofMaxSize(TrackNamespace.MAX_FIELDS)))
                .map(TrackNamespace::new);
    }

    /** The name of a track, at times as long as names may be. */
    public static Arbitrary<FullTrackName> track() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Combinators.combine(namespace(1), bytes(60)).as(FullTrackName::new)),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(0, FullTrackName.MAX_BYTES)
                                .map(Anything::longestTrack)));
    }

    private static FullTrackName longestTrack(int namespaceBytes) {
        return new FullTrackName(
                new TrackNamespace(List.of(ByteString.copyOf(new byte[namespaceBytes]))),
                ByteString.copyOf(new byte[FullTrackName.MAX_BYTES - namespaceBytes]));
    }
}
