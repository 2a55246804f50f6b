package org.moqj.cli;

import java.util.Locale;
import org.moqj.core.TrackOptions.Delivery;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code subgroup}, {@code datagram} and {@code object-per-stream}. */
final class DeliveryConverter implements ITypeConverter<Delivery> {

    @Override
    public Delivery convert(String text) {
        for (Delivery delivery : Delivery.values()) {
            if (delivery.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return delivery;
            }
        }
        throw new TypeConversionException("'" + text + "' is no delivery: subgroup, datagram or object-per-stream");
    }
}
