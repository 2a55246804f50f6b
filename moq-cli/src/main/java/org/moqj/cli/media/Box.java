package org.moqj.cli.media;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box that is in memory (ISO/IEC 14496-12, section 4.2).
 *
 * @param type four characters, such as {@code moof}
 * @param bytes all of it, header included
 * @param headerSize where its content begins
 */
record Box(String type, ByteBuffer bytes, int headerSize) {

    /** Returns the content, from position 0. */
    ByteBuffer content() {
        return bytes.duplicate().position(headerSize).slice();
    }

    /** Returns the boxes that make up {@code content}. */
    static List<Box> in(ByteBuffer content) throws MediaFormatException {
        List<Box> boxes = new ArrayList<>();
        ByteBuffer rest = content.slice();
        while (rest.hasRemaining()) {
            BoxHeader header = BoxHeader.of(rest.slice());
            if (header.size() > rest.remaining()) {
                throw MediaFormatException.notFragmentedMp4("the box " + header.type() + " is larger than its parent");
            }
            int size = (int) header.size();
            boxes.add(new Box(header.type(), rest.slice(rest.position(), size), header.headerSize()));
            rest.position(rest.position() + size);
        }
        return boxes;
    }

    /** Returns the boxes of {@code type} directly inside this one. */
    List<Box> children(String type) throws MediaFormatException {
        return in(content()).stream().filter(box -> box.type().equals(type)).toList();
    }

    /** Returns the first box that {@code path} leads to from here. */
    Optional<Box> find(String... path) throws MediaFormatException {
        Box box = this;
        for (String type : path) {
            List<Box> found = box.children(type);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            box = found.get(0);
        }
        return Optional.of(box);
    }

    /** Returns the first box that {@code path} leads to from here, which has to be there. */
    Box get(String... path) throws MediaFormatException {
        return find(path)
                .orElseThrow(() ->
                        MediaFormatException.notFragmentedMp4("the box " + type + " lacks " + String.join("/", path)));
    }
}
