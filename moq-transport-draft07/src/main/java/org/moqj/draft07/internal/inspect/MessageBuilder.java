package org.moqj.draft07.internal.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.Announce;
import org.moqj.draft07.internal.message.AnnounceCancel;
import org.moqj.draft07.internal.message.AnnounceError;
import org.moqj.draft07.internal.message.AnnounceOk;
import org.moqj.draft07.internal.message.ClientSetup;
import org.moqj.draft07.internal.message.ControlMessage;
import org.moqj.draft07.internal.message.ControlMessageType;
import org.moqj.draft07.internal.message.Fetch;
import org.moqj.draft07.internal.message.FetchCancel;
import org.moqj.draft07.internal.message.FetchError;
import org.moqj.draft07.internal.message.FetchOk;
import org.moqj.draft07.internal.message.Filter;
import org.moqj.draft07.internal.message.Goaway;
import org.moqj.draft07.internal.message.GroupOrders;
import org.moqj.draft07.internal.message.MaxSubscribeId;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.ServerSetup;
import org.moqj.draft07.internal.message.SetupParameter;
import org.moqj.draft07.internal.message.Subscribe;
import org.moqj.draft07.internal.message.SubscribeAnnounces;
import org.moqj.draft07.internal.message.SubscribeAnnouncesError;
import org.moqj.draft07.internal.message.SubscribeAnnouncesOk;
import org.moqj.draft07.internal.message.SubscribeDone;
import org.moqj.draft07.internal.message.SubscribeError;
import org.moqj.draft07.internal.message.SubscribeOk;
import org.moqj.draft07.internal.message.SubscribeUpdate;
import org.moqj.draft07.internal.message.TrackStatus;
import org.moqj.draft07.internal.message.TrackStatusCode;
import org.moqj.draft07.internal.message.TrackStatusRequest;
import org.moqj.draft07.internal.message.Unannounce;
import org.moqj.draft07.internal.message.Unsubscribe;
import org.moqj.draft07.internal.message.UnsubscribeAnnounces;
import org.moqj.draft07.internal.message.VersionParameter;

/** Makes a control message of named fields: the opposite of {@link MessageFields}. */
final class MessageBuilder {

    private final FieldMap fields;

    MessageBuilder(Map<String, Object> fields) {
        this.fields = new FieldMap(fields);
    }

    ControlMessage build(ControlMessageType type) throws ProtocolViolation {
        ControlMessage message =
                switch (type) {
                    case CLIENT_SETUP -> new ClientSetup(versions(), setupParameters());
                    case SERVER_SETUP -> new ServerSetup(fields.integer("selected_version"), setupParameters());
                    case GOAWAY -> new Goaway(fields.text("new_session_uri"));
                    case MAX_SUBSCRIBE_ID -> new MaxSubscribeId(subscribeId());
                    case SUBSCRIBE -> subscribe();
                    case SUBSCRIBE_OK -> subscribeOk();
                    case SUBSCRIBE_ERROR ->
                        new SubscribeError(
                                subscribeId(),
                                fields.integer("error_code"),
                                fields.text("reason_phrase"),
                                fields.integer("track_alias"));
                    case SUBSCRIBE_UPDATE -> subscribeUpdate();
                    case UNSUBSCRIBE -> new Unsubscribe(subscribeId());
                    case SUBSCRIBE_DONE ->
                        new SubscribeDone(
                                subscribeId(),
                                fields.integer("status_code"),
                                fields.text("reason_phrase"),
                                content("final_group", "final_object"));
                    case FETCH -> fetch();
                    case FETCH_OK ->
                        new FetchOk(
                                subscribeId(),
                                order(),
                                fields.flag("end_of_track"),
                                fields.location("largest_group_id", "largest_object_id"),
                                parameters());
                    case FETCH_ERROR ->
                        new FetchError(subscribeId(), fields.integer("error_code"), fields.text("reason_phrase"));
                    case FETCH_CANCEL -> new FetchCancel(subscribeId());
                    case ANNOUNCE -> new Announce(fields.namespace("track_namespace"), parameters());
                    case ANNOUNCE_OK -> new AnnounceOk(fields.namespace("track_namespace"));
                    case ANNOUNCE_ERROR ->
                        new AnnounceError(
                                fields.namespace("track_namespace"),
                                fields.integer("error_code"),
                                fields.text("reason_phrase"));
                    case ANNOUNCE_CANCEL ->
                        new AnnounceCancel(
                                fields.namespace("track_namespace"),
                                fields.integer("error_code"),
                                fields.text("reason_phrase"));
                    case UNANNOUNCE -> new Unannounce(fields.namespace("track_namespace"));
                    case TRACK_STATUS_REQUEST ->
                        new TrackStatusRequest(fields.namespace("track_namespace"), fields.text("track_name"));
                    case TRACK_STATUS -> trackStatus();
                    case SUBSCRIBE_ANNOUNCES ->
                        new SubscribeAnnounces(fields.namespace("track_namespace_prefix"), parameters());
                    case SUBSCRIBE_ANNOUNCES_OK -> new SubscribeAnnouncesOk(fields.namespace("track_namespace_prefix"));
                    case SUBSCRIBE_ANNOUNCES_ERROR ->
                        new SubscribeAnnouncesError(
                                fields.namespace("track_namespace_prefix"),
                                fields.integer("error_code"),
                                fields.text("reason_phrase"));
                    case UNSUBSCRIBE_ANNOUNCES -> new UnsubscribeAnnounces(fields.namespace("track_namespace_prefix"));
                };
        fields.expectAllUsed();
        return message;
    }

    private Subscribe subscribe() throws ProtocolViolation {
        return new Subscribe(
                subscribeId(),
                fields.integer("track_alias"),
                fields.namespace("track_namespace"),
                fields.text("track_name"),
                fields.u8("subscriber_priority"),
                order(),
                filter(),
                parameters());
    }

    private SubscribeOk subscribeOk() throws ProtocolViolation {
        return new SubscribeOk(
                subscribeId(),
                fields.integer("expires"),
                order(),
                content("largest_group_id", "largest_object_id"),
                parameters());
    }

    private SubscribeUpdate subscribeUpdate() throws ProtocolViolation {
        return new SubscribeUpdate(
                subscribeId(),
                fields.integer("start_group"),
                fields.integer("start_object"),
                fields.integer("end_group"),
                fields.integer("end_object"),
                fields.u8("subscriber_priority"),
                parameters());
    }

    private Fetch fetch() throws ProtocolViolation {
        return new Fetch(
                subscribeId(),
                fields.namespace("track_namespace"),
                fields.text("track_name"),
                fields.u8("subscriber_priority"),
                order(),
                fields.location("start_group", "start_object"),
                fields.integer("end_group"),
                fields.integer("end_object"),
                parameters());
    }

    private TrackStatus trackStatus() throws ProtocolViolation {
        return new TrackStatus(
                fields.namespace("track_namespace"),
                fields.text("track_name"),
                TrackStatusCode.of(fields.integer("status_code")),
                fields.location("last_group_id", "last_object_id"));
    }

    private Filter filter() throws ProtocolViolation {
        long type = fields.integer("filter_type");
        if (type == 0x1) {
            return new Filter.LatestGroup();
        }
        if (type == 0x2) {
            return new Filter.LatestObject();
        }
        if (type == 0x3) {
            return new Filter.AbsoluteStart(fields.location("start_group", "start_object"));
        }
        if (type == 0x4) {
            return new Filter.AbsoluteRange(
                    fields.location("start_group", "start_object"),
                    fields.integer("end_group"),
                    fields.integer("end_object"));
        }
        throw ProtocolViolation.invalid("filter_type", "must be 1 to 4, is " + type);
    }

    private GroupOrder order() throws ProtocolViolation {
        return GroupOrders.order(fields.integer("group_order"));
    }

    private Optional<Location> content(String group, String object) throws ProtocolViolation {
        return fields.flag("content_exists") ? Optional.of(fields.location(group, object)) : Optional.empty();
    }

    private List<Long> versions() throws ProtocolViolation {
        List<Long> versions = new ArrayList<>();
        for (Object version : fields.list("supported_versions")) {
            versions.add(FieldMap.integer("supported_versions", version));
        }
        return versions;
    }

    private long subscribeId() throws ProtocolViolation {
        return fields.integer("subscribe_id");
    }

    private Parameters parameters() throws ProtocolViolation {
        return ParameterMaps.read(fields.map("parameters"), VersionParameter.values());
    }

    private Parameters setupParameters() throws ProtocolViolation {
        return ParameterMaps.read(fields.map("parameters"), SetupParameter.values());
    }
}
