package org.moqj.draft14.internal.session;

/** Whether PATH and AUTHORITY are what they have to be (draft-14, section 9.3.2; RFC 3986, sections 3.2 to 3.4). */
final class UriSyntax {

    private static final String SUB_DELIMS = "!$&'()*+,;=";
    private static final String UNRESERVED_MARKS = "-._~";
    private static final String IN_PATH = SUB_DELIMS + UNRESERVED_MARKS + ":@/";
    private static final String IN_QUERY = IN_PATH + "?";
    private static final String IN_AUTHORITY = SUB_DELIMS + UNRESERVED_MARKS + ":@[]";

    private UriSyntax() {}

    /** Returns whether {@code text} is {@code path-abempty}, perhaps with a question mark and a query. */
    static boolean isPath(String text) {
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        return (path.isEmpty() || path.charAt(0) == '/')
                && isMadeOf(path, IN_PATH)
                && (query < 0 || isMadeOf(text.substring(query + 1), IN_QUERY));
    }

    /** Returns whether {@code text} is an authority with a host that is not empty. */
    static boolean isAuthority(String text) {
        String hostAndPort = text.substring(text.indexOf('@') + 1);
        int colon = hostAndPort.lastIndexOf(':');
        boolean withPort = colon > hostAndPort.lastIndexOf(']');
        String host = withPort ? hostAndPort.substring(0, colon) : hostAndPort;
        String port = withPort ? hostAndPort.substring(colon + 1) : "";
        return isHost(host) && isMadeOf(text, IN_AUTHORITY) && port.chars().allMatch(UriSyntax::isDigit);
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.length() > 2 && host.indexOf(']') == host.length() - 1;
        }
        return !host.isEmpty() && host.indexOf(':') < 0 && host.indexOf(']') < 0;
    }

    private static boolean isMadeOf(String text, String marks) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!isLetter(c) && !isDigit(c) && marks.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
