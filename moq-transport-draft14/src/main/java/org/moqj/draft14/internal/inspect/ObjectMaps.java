package org.moqj.draft14.internal.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.data.ExtensionHeaders;
import org.moqj.draft14.internal.data.ObjectStatusCodes;

/** Objects on streams and in datagrams as named values. */
final class ObjectMaps {

    static final String EXTENSIONS = "Extension Headers";
    static final String EXTENSIONS_LENGTH = "Extension Headers Length";
    static final String PAYLOAD = "Payload Hex";
    static final String PAYLOAD_LENGTH = "Payload Length";
    static final String STATUS = "Object Status";

    private ObjectMaps() {}

    /** Appends the extension headers where there is a block of them. */
    static void putExtensions(Map<String, Object> fields, MoqObject object, boolean withBlock) {
        if (withBlock) {
            fields.put(Labels.key(EXTENSIONS_LENGTH), (long) ExtensionHeaders.size(object.extensionHeaders()));
            fields.put(
                    Labels.key(EXTENSIONS),
                    object.extensionHeaders().stream()
                            .map(ObjectMaps::extensionToMap)
                            .toList());
        }
    }

    private static Map<String, Object> extensionToMap(ExtensionHeader header) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", header.type());
        if (header instanceof ExtensionHeader.Numeric numeric) {
            map.put("value", numeric.value());
        } else if (header instanceof ExtensionHeader.Binary binary) {
            map.put("value_hex", binary.value().toByteArray());
        }
        return map;
    }

    /** Appends the payload where there is one. */
    static void putPayload(Map<String, Object> fields, MoqObject object) {
        if (object.payloadSize() > 0) {
            fields.put(Labels.key(PAYLOAD), object.payloadBytes());
        }
    }

    /** Appends the status. */
    static void putStatus(Map<String, Object> fields, MoqObject object) {
        fields.put(Labels.key(STATUS), ObjectStatusCodes.code(object.status()));
    }

    /** Reads extension headers, where there are any. */
    private static List<ExtensionHeader> takeExtensions(FieldMap fields) throws ProtocolViolation {
        Object value = fields.takeOptional(EXTENSIONS);
        List<ExtensionHeader> headers = new ArrayList<>();
        if (value != null) {
            for (Object entry : Values.toList(EXTENSIONS, value)) {
                headers.add(takeExtension(Values.toMap(EXTENSIONS, entry)));
            }
        }
        fields.expect(EXTENSIONS_LENGTH, ExtensionHeaders.size(headers));
        return headers;
    }

    private static ExtensionHeader takeExtension(FieldMap fields) throws ProtocolViolation {
        ExtensionHeader header = toExtension(fields, fields.number("Type"));
        fields.expectEnd("an extension header of type " + header.type());
        return header;
    }

    private static ExtensionHeader toExtension(FieldMap fields, long type) throws ProtocolViolation {
        if ((type & 1) == 0) {
            return new ExtensionHeader.Numeric(type, fields.number("Value"));
        }
        ByteString value = Values.toBytes("Value Hex", fields.take("Value Hex"));
        if (value.size() > ExtensionHeader.Binary.MAX_VALUE) {
            throw ProtocolViolation.invalid("Extension Header Length", "at most 65535, is " + value.size());
        }
        return new ExtensionHeader.Binary(type, value);
    }

    /** Reads extension headers, status and payload; the lengths may be left out. */
    static MoqObject takeObject(
            FieldMap fields,
            long groupId,
            long subgroupId,
            long objectId,
            int priority,
            ForwardingPreference preference)
            throws ProtocolViolation {
        List<ExtensionHeader> extensions = takeExtensions(fields);
        Object given = fields.takeOptional(PAYLOAD);
        byte[] payload =
                given == null ? new byte[0] : Values.toBytes(PAYLOAD, given).toByteArray();
        fields.expect(PAYLOAD_LENGTH, payload.length);
        if (payload.length > 0 && fields.has(STATUS)) {
            throw ProtocolViolation.invalid(STATUS, "has no place beside a payload");
        }
        ObjectStatus status = fields.has(STATUS) ? ObjectStatusCodes.of(fields.number(STATUS)) : ObjectStatus.NORMAL;
        return status == ObjectStatus.NORMAL
                ? MoqObject.of(
                        groupId, subgroupId, objectId, priority, preference, extensions, payload, 0, payload.length)
                : MoqObject.ofStatus(groupId, subgroupId, objectId, priority, preference, extensions, status);
    }
}
