package org.moqj.draft07.internal.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.draft07.internal.Anything;

/** Arbitrary objects, and the streams that they make (draft-07, section 7). */
final class AnyObject {

    /** The largest payload. */
    static final int MAX_PAYLOAD = 400;

    private AnyObject() {}

    /** What an object holds: a payload, which may be empty, or a status. */
    record Content(ByteString payload, ObjectStatus status) {

        MoqObject object(long group, long subgroup, long id, int priority, ForwardingPreference preference) {
            return status == ObjectStatus.NORMAL
                    ? MoqObject.of(
                            group,
                            subgroup,
                            id,
                            priority,
                            preference,
                            List.of(),
                            payload.toByteArray(),
                            0,
                            payload.size())
                    : MoqObject.ofStatus(group, subgroup, id, priority, preference, List.of(), status);
        }
    }

    /** A subgroup: what its header says, and its objects. */
    record Subgroup(long subscribeId, long trackAlias, SubgroupHeader header, List<MoqObject> objects) {}

    /** A fetch: its number, and its objects. */
    record Fetched(long subscribeId, List<MoqObject> objects) {}

    /** A datagram's object and where it belongs. */
    record Datagram(long subscribeId, long trackAlias, MoqObject object) {}

    static Arbitrary<Content> content() {
        return Arbitraries.oneOf(
                Anything.bytes(MAX_PAYLOAD).map(payload -> new Content(payload, ObjectStatus.NORMAL)),
                Arbitraries.of(ObjectStatus.class).map(status -> new Content(ByteString.of(""), status)));
    }

    /** A subgroup whose ids rise, with gaps. */
    static Arbitrary<Subgroup> subgroup() {
        Arbitrary<SubgroupHeader> header = Combinators.combine(Anything.varint(), Anything.varint(), Anything.u8())
                .as((group, subgroup, priority) -> new SubgroupHeader(group, subgroup, priority, false, false));
        return Combinators.combine(Anything.varint(), Anything.varint(), header, rising(), contents())
                .as((id, alias, of, ids, contents) -> {
                    List<MoqObject> objects = new ArrayList<>();
                    for (int i = 0; i < Math.min(ids.size(), contents.size()); i++) {
                        objects.add(contents.get(i)
                                .object(
                                        of.groupId(),
                                        of.subgroupId(),
                                        ids.get(i),
                                        of.publisherPriority(),
                                        ForwardingPreference.SUBGROUP));
                    }
                    return new Subgroup(id, alias, of, objects);
                });
    }

    /** A fetch of several groups, up or down, the ids of each rising, their subgroups and priorities as they like. */
    static Arbitrary<Fetched> fetched() {
        Arbitrary<List<Long>> groups = Combinators.combine(rising(), Arbitraries.of(true, false))
                .as((ids, descending) -> {
                    List<Long> order = new ArrayList<>(ids);
                    if (descending) {
                        Collections.reverse(order);
                    }
                    return order;
                });
        return Combinators.combine(Anything.varint(), groups, rising(), contents(), Anything.varint(), Anything.u8())
                .as((id, inOrder, ids, contents, subgroup, priority) -> {
                    List<MoqObject> objects = new ArrayList<>();
                    for (long group : inOrder) {
                        for (int i = 0; i < Math.min(ids.size(), contents.size()); i++) {
                            objects.add(contents.get(i)
                                    .object(group, subgroup, ids.get(i), priority, ForwardingPreference.SUBGROUP));
                        }
                    }
                    return new Fetched(id, objects);
                });
    }

    static Arbitrary<Datagram> datagram() {
        return Combinators.combine(
                        Anything.varint(),
                        Anything.varint(),
                        Anything.varint(),
                        Anything.varint(),
                        Anything.u8(),
                        content())
                .as((id, alias, group, object, priority, content) -> new Datagram(
                        id, alias, content.object(group, object, object, priority, ForwardingPreference.DATAGRAM)));
    }

    /** Everything that is the same of an object at both ends, as text. */
    static String shown(MoqObject object) {
        byte[] payload = new byte[object.payloadSize()];
        object.payload().get(payload);
        return object.groupId() + "/" + object.subgroupId() + "/" + object.objectId() + " p"
                + object.publisherPriority() + " " + object.status() + " " + object.forwardingPreference() + " "
                + HexFormat.of().formatHex(payload);
    }

    private static Arbitrary<List<Content>> contents() {
        return content().list().ofMaxSize(6);
    }

    private static Arbitrary<List<Long>> rising() {
        return Anything.varint().list().ofMaxSize(6).map(ids -> List.copyOf(new TreeSet<>(ids)));
    }
}
