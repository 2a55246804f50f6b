package org.moqj.draft14.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.wire.Varint;
import org.moqj.draft14.internal.Anything;
import org.moqj.draft14.internal.data.SubgroupStreamHeader.SubgroupIdMode;

/** Arbitrary streams and datagrams that the draft allows (draft-14, section 10). */
public final class AnyObjects {

    private static final int MAX_OBJECTS = 5;
    /** Steps between ids, so small that the last id of a stream stays below 2^62. */
    private static final long MAX_STEP = Varint.MAX / (MAX_OBJECTS + 1);

    private static final int STATUS_DATAGRAM = 0x20;
    private static final ByteString NO_PAYLOAD = ByteString.of("");

    private AnyObjects() {}

    /** A stream: its header, and its objects in their order. */
    public record Sent(StreamHeader header, GroupOrder order, List<MoqObject> objects) {

        /** Returns the stream as it is written. */
        public byte[] bytes() {
            ByteBuf out = Unpooled.buffer();
            header.write(out);
            ObjectWriter writer = header instanceof SubgroupStreamHeader subgroup
                    ? new SubgroupObjectWriter(subgroup)
                    : new FetchObjectWriter();
            for (MoqObject object : objects) {
                int before = out.readableBytes();
                int headSize = writer.headSize(object);
                writer.writeHead(object, out);
                assertThat(out.readableBytes() - before).as("head size").isEqualTo(headSize);
                out.writeBytes(object.payload());
            }
            return ByteBufUtil.getBytes(out);
        }
    }

    /** What an object says beside its ids. */
    private record Content(ObjectStatus status, List<ExtensionHeader> extensions, ByteString payload) {

        MoqObject at(long groupId, long subgroupId, long objectId, int priority, ForwardingPreference preference) {
            return status == ObjectStatus.NORMAL
                    ? MoqObject.of(
                            groupId,
                            subgroupId,
                            objectId,
                            priority,
                            preference,
                            extensions,
                            payload.toByteArray(),
                            0,
                            payload.size())
                    : MoqObject.ofStatus(groupId, subgroupId, objectId, priority, preference, extensions, status);
        }
    }

    /** Any stream of a subgroup, of each of the twelve types. */
    public static Arbitrary<Sent> subgroup() {
        return Combinators.combine(
                        Anything.varint(),
                        Anything.varint(),
                        Arbitraries.of(SubgroupIdMode.class),
                        Anything.varint(),
                        Anything.u8(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((alias, group, mode, subgroup, priority, extensions, endOfGroup) -> new SubgroupStreamHeader(
                        alias,
                        group,
                        mode,
                        mode == SubgroupIdMode.EXPLICIT ? subgroup : 0,
                        priority,
                        extensions,
                        endOfGroup))
                .flatMap(AnyObjects::subgroup);
    }

    private static Arbitrary<Sent> subgroup(SubgroupStreamHeader header) {
        return Combinators.combine(steps(), content(header.extensions()).list().ofSize(MAX_OBJECTS))
                .as((steps, contents) -> new Sent(header, GroupOrder.ASCENDING, objects(header, steps, contents)));
    }

    private static List<MoqObject> objects(SubgroupStreamHeader header, List<Long> steps, List<Content> contents) {
        List<MoqObject> objects = new ArrayList<>();
        long subgroupId = header.needsFirstObject() && !steps.isEmpty() ? steps.get(0) : header.subgroupId();
        long id = -1;
        for (int i = 0; i < steps.size(); i++) {
            id += steps.get(i) + 1;
            objects.add(contents.get(i)
                    .at(header.groupId(), subgroupId, id, header.publisherPriority(), ForwardingPreference.SUBGROUP));
        }
        return objects;
    }

    private static Arbitrary<List<Long>> steps() {
        return Anything.varint().map(step -> step % MAX_STEP).list().ofMaxSize(MAX_OBJECTS);
    }

    /** Any stream of a fetch, its groups rising or falling. */
    public static Arbitrary<Sent> fetch() {
        Arbitrary<GroupOrder> order = Arbitraries.of(GroupOrder.ASCENDING, GroupOrder.DESCENDING);
        Arbitrary<List<Long>> groups = Anything.varint().set().ofMaxSize(3).map(ids -> ids.stream()
                .sorted()
                .toList());
        return Combinators.combine(
                        Anything.varint(),
                        order,
                        groups,
                        steps().filter(steps -> !steps.isEmpty()),
                        Anything.varint().list().ofSize(MAX_OBJECTS),
                        Anything.u8(),
                        content(true).list().ofSize(MAX_OBJECTS))
                .as(AnyObjects::fetch);
    }

    private static Sent fetch(
            long requestId,
            GroupOrder order,
            List<Long> rising,
            List<Long> steps,
            List<Long> subgroups,
            int priority,
            List<Content> contents) {
        List<Long> groups = new ArrayList<>(rising);
        if (order == GroupOrder.DESCENDING) {
            Collections.reverse(groups);
        }
        List<MoqObject> objects = new ArrayList<>();
        for (long group : groups) {
            long id = -1;
            for (int i = 0; i < steps.size(); i++) {
                id += steps.get(i) + 1;
                objects.add(contents.get(i).at(group, subgroups.get(i), id, priority, ForwardingPreference.SUBGROUP));
            }
        }
        return new Sent(new FetchStreamHeader(requestId), order, objects);
    }

    /** Any datagram, of each of the ten types. */
    public static Arbitrary<ObjectDatagram> datagram() {
        return Combinators.combine(
                        Arbitraries.of(0x00, 0x02, 0x04, 0x06, STATUS_DATAGRAM),
                        Anything.varint(),
                        Anything.varint(),
                        Anything.varint(),
                        Anything.u8(),
                        Arbitraries.of(true, false).flatMap(AnyObjects::content))
                .as((form, alias, group, id, priority, content) -> {
                    int type = content.status() != ObjectStatus.NORMAL ? STATUS_DATAGRAM : form;
                    if (type == STATUS_DATAGRAM && content.payload().size() > 0) {
                        type = 0;
                    }
                    long objectId = (type & 0x04) != 0 ? 0 : id;
                    return new ObjectDatagram(
                            type | (content.extensions().isEmpty() ? 0 : 1),
                            alias,
                            content.at(group, objectId, objectId, priority, ForwardingPreference.DATAGRAM));
                });
    }

    private static Arbitrary<Content> content(boolean withExtensions) {
        Arbitrary<List<ExtensionHeader>> extensions =
                withExtensions ? extension().list().ofMaxSize(3) : Arbitraries.just(List.of());
        Arbitrary<Content> normal = Combinators.combine(extensions, payload())
                .as((headers, bytes) -> new Content(ObjectStatus.NORMAL, headers, bytes));
        Arbitrary<Content> ends = Combinators.combine(
                        Arbitraries.of(ObjectStatus.END_OF_GROUP, ObjectStatus.END_OF_TRACK), extensions)
                .as((status, headers) -> new Content(status, headers, NO_PAYLOAD));
        Arbitrary<Content> absent = Arbitraries.just(new Content(ObjectStatus.DOES_NOT_EXIST, List.of(), NO_PAYLOAD));
        return Arbitraries.frequencyOf(Tuple.of(4, normal), Tuple.of(1, ends), Tuple.of(1, absent));
    }

    /** Payloads whose length takes one byte, two, and four. */
    private static Arbitrary<ByteString> payload() {
        return Arbitraries.frequencyOf(
                        Tuple.of(99, Arbitraries.integers().between(0, 70)),
                        Tuple.of(1, Arbitraries.integers().between(16380, 16390)))
                .map(length -> {
                    byte[] bytes = new byte[length];
                    new Random(length).nextBytes(bytes);
                    return ByteString.copyOf(bytes);
                });
    }

    /** Extension headers that the draft does not define: those that it does have to fit the object. */
    private static Arbitrary<ExtensionHeader> extension() {
        return Anything.varint()
                .filter(type -> type != ExtensionHeaders.PRIOR_GROUP_ID_GAP
                        && type != ExtensionHeaders.PRIOR_OBJECT_ID_GAP
                        && type != ExtensionHeaders.IMMUTABLE_EXTENSIONS)
                .flatMap(type -> (type & 1) == 0
                        ? Anything.varint().map(value -> new ExtensionHeader.Numeric(type, value))
                        : Anything.bytes(100).map(value -> new ExtensionHeader.Binary(type, value)));
    }
}
