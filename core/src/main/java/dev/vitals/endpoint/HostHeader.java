package dev.vitals.endpoint;

/** The form of a {@code Host}: a name or an address, IPv6 in brackets, and a port if need be. Asked of every request. */
final class HostHeader {
    private static final int LONGEST_PORT = 5;

    private HostHeader() {}

    static boolean isProper(String host) {
        boolean six = host.startsWith("[");
        int start = six ? 1 : 0;
        int end = start;
        while (end < host.length() && (six ? isOfAddress(host.charAt(end)) : isOfName(host.charAt(end)))) {
            end++;
        }
        if (end == start || (six && !host.startsWith("]", end))) {
            return false;
        }
        return isPort(host, six ? end + 1 : end);
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || "_.~%-".indexOf(c) >= 0;
    }

    private static boolean isOfAddress(char c) {
        return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || isDigit(c) || c == ':' || c == '.';
    }

    /** Nothing, or a colon and digits. */
    private static boolean isPort(String host, int from) {
        int digits = host.length() - from - 1;
        return digits < 0 || (host.charAt(from) == ':' && digits <= LONGEST_PORT && areDigits(host, from + 1));
    }

    /** Whether all that comes from a place on are digits, of which there is one at least. */
    static boolean areDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return from < text.length();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
