package org.moqj.cli.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The catalog's JSON, byte for byte as {@code moq-pub} writes it. */
final class CatalogJson {

    private static final int VERSION = 1;
    private static final int MAX_TRACKS = 64;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter PRETTY = JSON.writer(prettyPrinter());

    private CatalogJson() {}

    static String write(String namespace, InitSegment init) {
        ObjectNode catalog = JSON.createObjectNode();
        catalog.put("version", VERSION);
        catalog.put("streamingFormat", 1);
        catalog.put("streamingFormatVersion", "0.2");
        catalog.put("supportsDeltaUpdates", true);
        ObjectNode common = catalog.putObject("commonTrackFields");
        common.put("namespace", "/" + namespace);
        common.put("packaging", "cmaf");
        common.put("renderGroup", 1);
        var tracks = catalog.putArray("tracks");
        for (MediaTrack track : init.tracks()) {
            ObjectNode entry = tracks.addObject();
            entry.put("name", track.trackName());
            entry.put("initTrack", Catalog.INIT_TRACK);
            putFormat(entry.putObject("selectionParams"), track);
        }
        try {
            return PRETTY.writeValueAsString(catalog);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts and numbers cannot fail to be written", e);
        }
    }

    private static void putFormat(ObjectNode params, MediaTrack track) {
        SampleFormat format = track.format();
        params.put("codec", format.codec());
        if (format.bitrate() > 0) {
            params.put("bitrate", format.bitrate());
        }
        if (track.kind() == MediaTrack.Kind.VIDEO) {
            params.put("width", format.width());
            params.put("height", format.height());
        }
        if (track.kind() == MediaTrack.Kind.AUDIO) {
            params.put("samplerate", format.sampleRate());
            params.put("channelConfig", String.valueOf(format.channels()));
        }
    }

    static Catalog read(byte[] json) throws MediaFormatException {
        JsonNode catalog = parse(json);
        if (catalog.path("version").asInt() != VERSION) {
            throw MediaFormatException.badCatalog("its version is not " + VERSION);
        }
        JsonNode tracks = catalog.path("tracks");
        if (!tracks.isArray() || tracks.isEmpty() || tracks.size() > MAX_TRACKS) {
            throw MediaFormatException.badCatalog("it has no tracks, or more than " + MAX_TRACKS);
        }
        String common = catalog.path("commonTrackFields").path("initTrack").asText(Catalog.INIT_TRACK);
        List<String> names = new ArrayList<>();
        for (JsonNode track : tracks) {
            if (!track.path("name").isTextual()) {
                throw MediaFormatException.badCatalog("a track has no name");
            }
            names.add(track.path("name").textValue());
        }
        return new Catalog(tracks.path(0).path("initTrack").asText(common), names);
    }

    private static JsonNode parse(byte[] json) throws MediaFormatException {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw MediaFormatException.badCatalog("it is not JSON");
        }
    }

    /** Two spaces, a line feed after each field and element, a space after a colon. */
    private static DefaultPrettyPrinter prettyPrinter() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return printer;
    }
}
