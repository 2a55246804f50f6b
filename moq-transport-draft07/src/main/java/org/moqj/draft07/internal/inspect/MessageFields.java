package org.moqj.draft07.internal.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.moqj.core.model.Location;
import org.moqj.draft07.internal.message.Announce;
import org.moqj.draft07.internal.message.AnnounceCancel;
import org.moqj.draft07.internal.message.AnnounceError;
import org.moqj.draft07.internal.message.AnnounceOk;
import org.moqj.draft07.internal.message.ClientSetup;
import org.moqj.draft07.internal.message.ControlMessageHandler;
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
import org.moqj.draft07.internal.message.TrackStatusRequest;
import org.moqj.draft07.internal.message.Unannounce;
import org.moqj.draft07.internal.message.Unsubscribe;
import org.moqj.draft07.internal.message.UnsubscribeAnnounces;
import org.moqj.draft07.internal.message.VersionParameter;

/** Collects the fields of one control message, in the order of its figure. */
final class MessageFields implements ControlMessageHandler {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    Map<String, Object> fields() {
        return fields;
    }

    @Override
    public void onClientSetup(ClientSetup message) {
        fields.put("supported_versions", new ArrayList<Object>(message.supportedVersions()));
        fields.put("parameters", ParameterMaps.show(message.parameters(), SetupParameter.values()));
    }

    @Override
    public void onServerSetup(ServerSetup message) {
        fields.put("selected_version", message.selectedVersion());
        fields.put("parameters", ParameterMaps.show(message.parameters(), SetupParameter.values()));
    }

    @Override
    public void onGoaway(Goaway message) {
        fields.put("new_session_uri", Values.text(message.newSessionUri()));
    }

    @Override
    public void onMaxSubscribeId(MaxSubscribeId message) {
        fields.put("subscribe_id", message.limit());
    }

    @Override
    public void onSubscribe(Subscribe message) {
        fields.put("subscribe_id", message.subscribeId());
        fields.put("track_alias", message.trackAlias());
        fields.put("track_namespace", Values.namespace(message.namespace()));
        fields.put("track_name", Values.text(message.name()));
        fields.put("subscriber_priority", (long) message.subscriberPriority());
        fields.put("group_order", (long) GroupOrders.of(message.groupOrder()));
        putFilter(message.filter());
        putParameters(message.parameters());
    }

    @Override
    public void onSubscribeOk(SubscribeOk message) {
        fields.put("subscribe_id", message.subscribeId());
        fields.put("expires", message.expires());
        fields.put("group_order", (long) GroupOrders.of(message.groupOrder()));
        putContent(message.largest(), "largest_group_id", "largest_object_id");
        putParameters(message.parameters());
    }

    @Override
    public void onSubscribeError(SubscribeError message) {
        fields.put("subscribe_id", message.subscribeId());
        fields.put("error_code", message.errorCode());
        fields.put("reason_phrase", Values.text(message.reasonPhrase()));
        fields.put("track_alias", message.trackAlias());
    }

    @Override
    public void onSubscribeUpdate(SubscribeUpdate message) {
        fields.put("subscribe_id", message.subscribeId());
        fields.put("start_group", message.startGroup());
        fields.put("start_object", message.startObject());
        fields.put("end_group", message.endGroupPlusOne());
        fields.put("end_object", message.endObjectPlusOne());
        fields.put("subscriber_priority", (long) message.subscriberPriority());
        putParameters(message.parameters());
    }

    @Override
    public void onUnsubscribe(Unsubscribe message) {
        fields.put("subscribe_id", message.subscribeId());
    }

    @Override
    public void onSubscribeDone(SubscribeDone message) {
        fields.put("subscribe_id", message.subscribeId());
        fields.put("status_code", message.statusCode());
        fields.put("reason_phrase", Values.text(message.reasonPhrase()));
        putContent(message.finalLocation(), "final_group", "final_object");
    }

    @Override
    public void onFetch(Fetch message) {
        fields.put("subscribe_id", message.subscribeId());
        fields.put("track_namespace", Values.namespace(message.namespace()));
        fields.put("track_name", Values.text(message.name()));
        fields.put("subscriber_priority", (long) message.subscriberPriority());
        fields.put("group_order", (long) GroupOrders.of(message.groupOrder()));
        putLocation(message.start(), "start_group", "start_object");
        fields.put("end_group", message.endGroup());
        fields.put("end_object", message.endObjectPlusOne());
        putParameters(message.parameters());
    }

    @Override
    public void onFetchOk(FetchOk message) {
        fields.put("subscribe_id", message.subscribeId());
        fields.put("group_order", (long) GroupOrders.of(message.groupOrder()));
        fields.put("end_of_track", message.endOfTrack() ? 1L : 0L);
        putLocation(message.largest(), "largest_group_id", "largest_object_id");
        putParameters(message.parameters());
    }

    @Override
    public void onFetchError(FetchError message) {
        fields.put("subscribe_id", message.subscribeId());
        fields.put("error_code", message.errorCode());
        fields.put("reason_phrase", Values.text(message.reasonPhrase()));
    }

    @Override
    public void onFetchCancel(FetchCancel message) {
        fields.put("subscribe_id", message.subscribeId());
    }

    @Override
    public void onAnnounce(Announce message) {
        fields.put("track_namespace", Values.namespace(message.namespace()));
        putParameters(message.parameters());
    }

    @Override
    public void onAnnounceOk(AnnounceOk message) {
        fields.put("track_namespace", Values.namespace(message.namespace()));
    }

    @Override
    public void onAnnounceError(AnnounceError message) {
        fields.put("track_namespace", Values.namespace(message.namespace()));
        fields.put("error_code", message.errorCode());
        fields.put("reason_phrase", Values.text(message.reasonPhrase()));
    }

    @Override
    public void onAnnounceCancel(AnnounceCancel message) {
        fields.put("track_namespace", Values.namespace(message.namespace()));
        fields.put("error_code", message.errorCode());
        fields.put("reason_phrase", Values.text(message.reasonPhrase()));
    }

    @Override
    public void onUnannounce(Unannounce message) {
        fields.put("track_namespace", Values.namespace(message.namespace()));
    }

    @Override
    public void onTrackStatusRequest(TrackStatusRequest message) {
        fields.put("track_namespace", Values.namespace(message.namespace()));
        fields.put("track_name", Values.text(message.name()));
    }

    @Override
    public void onTrackStatus(TrackStatus message) {
        fields.put("track_namespace", Values.namespace(message.namespace()));
        fields.put("track_name", Values.text(message.name()));
        fields.put("status_code", message.status().code());
        putLocation(message.last(), "last_group_id", "last_object_id");
    }

    @Override
    public void onSubscribeAnnounces(SubscribeAnnounces message) {
        fields.put("track_namespace_prefix", Values.namespace(message.prefix()));
        putParameters(message.parameters());
    }

    @Override
    public void onSubscribeAnnouncesOk(SubscribeAnnouncesOk message) {
        fields.put("track_namespace_prefix", Values.namespace(message.prefix()));
    }

    @Override
    public void onSubscribeAnnouncesError(SubscribeAnnouncesError message) {
        fields.put("track_namespace_prefix", Values.namespace(message.prefix()));
        fields.put("error_code", message.errorCode());
        fields.put("reason_phrase", Values.text(message.reasonPhrase()));
    }

    @Override
    public void onUnsubscribeAnnounces(UnsubscribeAnnounces message) {
        fields.put("track_namespace_prefix", Values.namespace(message.prefix()));
    }

    private void putFilter(Filter filter) {
        fields.put("filter_type", filter.type());
        if (filter instanceof Filter.AbsoluteStart absolute) {
            putLocation(absolute.start(), "start_group", "start_object");
        } else if (filter instanceof Filter.AbsoluteRange range) {
            putLocation(range.start(), "start_group", "start_object");
            fields.put("end_group", range.endGroup());
            fields.put("end_object", range.endObjectPlusOne());
        }
    }

    private void putContent(Optional<Location> location, String group, String object) {
        fields.put("content_exists", location.isPresent() ? 1L : 0L);
        location.ifPresent(present -> putLocation(present, group, object));
    }

    private void putLocation(Location location, String group, String object) {
        fields.put(group, location.group());
        fields.put(object, location.object());
    }

    private void putParameters(Parameters parameters) {
        fields.put("parameters", ParameterMaps.show(parameters, VersionParameter.values()));
    }
}
