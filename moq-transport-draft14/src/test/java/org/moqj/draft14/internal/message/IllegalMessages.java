package org.moqj.draft14.internal.message;

import java.util.HexFormat;
import java.util.List;
import org.moqj.draft14.internal.Bytes;

/** Control messages that the draft forbids, assembled by hand, with what is reported of them. */
public final class IllegalMessages {

    private IllegalMessages() {}

    private static final String TRACK = "01" // Track Namespace: fields
            + "0161" // field "a"
            + "0162"; // Track Name "b"

    /**
     * A message.
     *
     * @param what what is wrong with it
     * @param type in hex
     * @param payload in hex; its length says what is there
     * @param code what the session is closed with
     * @param field what is at fault
     */
    public record Illegal(String what, String type, String payload, long code, String field) {

        /** Returns the message. */
        public byte[] bytes() {
            return Bytes.hex(type, HexFormat.of().toHexDigits((short) (payload.length() / 2)), payload);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private static Illegal invalid(String what, String type, String payload, String field) {
        return new Illegal(what, type, payload, 0x3, field);
    }

    /** Returns messages with a value that the draft forbids. */
    public static List<Illegal> invalid() {
        return List.of(
                invalid("group order 3", "03", "00" + TRACK + "00030102" + "00", "Group Order"),
                invalid("forward 2", "03", "00" + TRACK + "00000202" + "00", "Forward"),
                invalid("filter 0", "03", "00" + TRACK + "00000100" + "00", "Filter Type"),
                invalid("filter 5", "03", "00" + TRACK + "00000105" + "00", "Filter Type"),
                invalid("namespace without fields", "03", "00" + "00" + "0162" + "00000102" + "00", "Track Namespace"),
                invalid("namespace of 33 fields", "06", "00" + "21" + "00".repeat(33) + "00", "Track Namespace"),
                invalid(
                        "field of 4097 bytes",
                        "06",
                        "00" + "01" + "5001" + "61".repeat(4097) + "00",
                        "Track Namespace"),
                invalid(
                        "full name of 4097 bytes",
                        "03",
                        "00" + "01" + "4fff" + "61".repeat(4095) + "02" + "6262" + "00000102" + "00",
                        "Track Name"),
                invalid(
                        "two fields of 4097 bytes",
                        "06",
                        "00" + "02" + "4800" + "61".repeat(2048) + "4801" + "61".repeat(2049) + "00",
                        "Track Namespace"),
                invalid("prefix of 33 fields", "11", "00" + "21" + "00".repeat(33) + "00", "Track Namespace Prefix"),
                invalid("prefix of 33 fields, left", "14", "21" + "00".repeat(33), "Track Namespace Prefix"),
                invalid("announced without fields", "06", "00" + "00" + "00", "Track Namespace"),
                invalid("withdrawn without fields", "09", "00", "Track Namespace"),
                invalid("cancelled without fields", "0c", "00" + "00" + "00", "Track Namespace"),
                invalid("offered without fields", "1d", "01" + "000162" + "09" + "010001" + "00", "Track Namespace"),
                invalid(
                        "fetched without fields",
                        "16",
                        "08" + "2001" + "01" + "000162" + "00000000",
                        "Track Namespace"),
                invalid("asked about without fields", "0d", "00" + "000162" + "00000102" + "00", "Track Namespace"),
                invalid("decided group order 0", "04", "00" + "07" + "00" + "00" + "00" + "00", "Group Order"),
                invalid("decided group order 3", "04", "00" + "07" + "00" + "03" + "00" + "00", "Group Order"),
                invalid("content exists 2", "04", "00" + "07" + "00" + "01" + "02" + "00", "Content Exists"),
                invalid("offered group order 0", "1d", "01" + TRACK + "09" + "00" + "00" + "01" + "00", "Group Order"),
                invalid("offered group order 3", "1d", "01" + TRACK + "09" + "03" + "00" + "01" + "00", "Group Order"),
                invalid("offered content exists 2", "1d", "01" + TRACK + "09" + "0102" + "01" + "00", "Content Exists"),
                invalid("offered forward 2", "1d", "01" + TRACK + "09" + "01" + "00" + "02" + "00", "Forward"),
                invalid("wanted group order 0", "1e", "01" + "01" + "20" + "00" + "02" + "00", "Group Order"),
                invalid("wanted group order 3", "1e", "01" + "01" + "20" + "03" + "02" + "00", "Group Order"),
                invalid("wanted forward 2", "1e", "01" + "02" + "20" + "01" + "02" + "00", "Forward"),
                invalid("wanted filter 0", "1e", "01" + "01" + "20" + "01" + "00" + "00", "Filter Type"),
                invalid("wanted filter 9", "1e", "01" + "01" + "20" + "01" + "09" + "00", "Filter Type"),
                invalid("update's forward 2", "02", "06" + "04" + "00" + "00" + "00" + "40" + "02" + "00", "Forward"),
                invalid("fetch type 0", "16", "08" + "20" + "01" + "00", "Fetch Type"),
                invalid("fetch type 4", "16", "08" + "20" + "01" + "04" + "0000" + "00", "Fetch Type"),
                invalid("fetch's group order 3", "16", "08" + "20" + "03" + "02" + "0000" + "00", "Group Order"),
                invalid("end of track 2", "18", "08" + "01" + "02" + "0309" + "00", "End Of Track"),
                invalid("status of group order 3", "0d", "00" + TRACK + "00030102" + "00", "Group Order"),
                invalid("status of forward 2", "0d", "00" + TRACK + "00000202" + "00", "Forward"),
                invalid("status of filter 0", "0d", "00" + TRACK + "00000100" + "00", "Filter Type"),
                invalid("told group order 0", "0e", "00" + "00" + "00" + "00" + "00" + "00", "Group Order"),
                invalid("told content exists 2", "0e", "00" + "00" + "00" + "01" + "02" + "00", "Content Exists"),
                invalid("granted group order 3", "18", "08" + "03" + "00" + "0309" + "00", "Group Order"),
                invalid("granted group order 0", "18", "08" + "00" + "00" + "0309" + "00", "Group Order"),
                invalid("reason of 1025 bytes", "05", "06" + "04" + "4401" + "61".repeat(1025), "Error Reason"),
                invalid("URI of 8193 bytes", "10", "6001" + "61".repeat(8193), "New Session URI"),
                invalid("value of 65536 bytes", "06", "00" + "010161" + "01" + "21" + "80010000", "Parameter Length"),
                invalid("known parameter twice", "21", "0e" + "02" + "0201" + "0201", "Parameter Type"),
                new Illegal("alias type 4", "06", "00" + "010161" + "01" + "0301" + "04", 0x6, "Alias Type"),
                new Illegal("alias with rest", "06", "00" + "010161" + "01" + "0303" + "020800", 0x6, "Length"));
    }

    /** Returns messages in which a field goes beyond the end. */
    public static List<Illegal> incomplete() {
        return List.of(
                invalid("more versions than bytes", "20", "7fff" + "0e", "Supported Versions"),
                invalid("more parameters than bytes", "07", "", "Request ID"),
                invalid("parameters cut off", "21", "0e" + "05" + "0201", "Parameter Type"),
                invalid("name longer than message", "03", "00" + "01" + "0161" + "20" + "62", "Track Name"),
                new Illegal("token without alias", "06", "00" + "010161" + "01" + "0301" + "02", 0x6, "Token Alias"),
                new Illegal("token without type", "06", "00" + "010161" + "01" + "0301" + "03", 0x6, "Token Type"),
                new Illegal("token of nothing", "06", "00" + "010161" + "01" + "0300", 0x6, "Alias Type"));
    }
}
