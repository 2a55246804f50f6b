package org.moqj.cli.interop;

import java.util.List;
import org.moqj.cli.json.ObjectJson;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/** An object in words: two objects are alike where their words are. */
final class ObjectText {

    private static final int MAX_SHOWN = 40;

    private ObjectText() {}

    static String of(MoqObject object) {
        String headers = object.extensionHeaders().isEmpty() ? "" : ", extension headers " + object.extensionHeaders();
        return "group " + object.groupId() + ", subgroup " + object.subgroupId() + ", object " + object.objectId()
                + ", priority " + object.publisherPriority() + ", " + object.forwardingPreference() + headers + ": "
                + content(object);
    }

    static List<String> of(List<MoqObject> objects) {
        return objects.stream().map(ObjectText::of).toList();
    }

    private static String content(MoqObject object) {
        if (object.status() != ObjectStatus.NORMAL) {
            return object.status().toString();
        }
        String text = object.text();
        boolean isShort = text.length() <= MAX_SHOWN && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return isShort
                ? "\"" + text + "\""
                : object.payloadSize() + " bytes with SHA-256 " + ObjectJson.sha256(object.payload());
    }
}
