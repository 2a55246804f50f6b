package org.moqj.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code GROUP:OBJECT-GROUP[:OBJECT]}. */
final class RangeConverter implements ITypeConverter<LocationRange> {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,19}):(\\d{1,19})-(\\d{1,19})(?::(\\d{1,19}))?");

    @Override
    public LocationRange convert(String text) {
        Matcher parts = RANGE.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is no range: GROUP:OBJECT-GROUP:OBJECT or, for all of"
                    + " the last group, GROUP:OBJECT-GROUP");
        }
        try {
            LocationRange range = LocationRange.between(
                    location(parts.group(1), parts.group(2)), location(parts.group(3), parts.group(4)));
            if (range.isEmpty()) {
                throw new TypeConversionException("'" + text + "' ends before it begins");
            }
            return range;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static Location location(String group, @Nullable String object) {
        return new Location(Long.parseLong(group), object == null ? Location.MAX_ID : Long.parseLong(object));
    }
}
