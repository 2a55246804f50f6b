package org.moqj.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.model.Location;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code latest}, {@code next-group} and {@code GROUP:OBJECT[-GROUP]}. */
final class FilterConverter implements ITypeConverter<SubscribeFilter> {

    private static final Pattern ABSOLUTE = Pattern.compile("(\\d{1,19}):(\\d{1,19})(?:-(\\d{1,19})?)?");

    @Override
    public SubscribeFilter convert(String text) {
        if (text.equals("latest")) {
            return SubscribeFilter.latest();
        }
        if (text.equals("next-group")) {
            return SubscribeFilter.nextGroup();
        }
        Matcher absolute = ABSOLUTE.matcher(text);
        if (!absolute.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is no filter: latest, next-group, GROUP:OBJECT or GROUP:OBJECT-GROUP");
        }
        try {
            Location start = new Location(Long.parseLong(absolute.group(1)), Long.parseLong(absolute.group(2)));
            return absolute.group(3) == null
                    ? SubscribeFilter.from(start)
                    : SubscribeFilter.range(start, Long.parseLong(absolute.group(3)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
