package dev.vitals.redaction;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * Masks what stands between a URL's scheme and its host. A password may hold any of {@code : / @}, so the host begins
 * after the last {@code @} that can belong to it, and a URL that was cut before its host is masked to its end.
 */
final class UrlCredentials implements UnaryOperator<String> {
    private static final LatePattern SCHEME = new LatePattern("(?i)\\b[a-z][a-z0-9+.-]{0,30}://(?!host:port\\b)");

    /** How much of a URL is looked at for a host. */
    private static final int LONGEST = 1024;

    /** One or more hosts, each perhaps with a port, a placeholder for one, or the start of one. */
    private static final LatePattern HOSTS;

    private static final String AFTER_HOSTS = "/?#;&)],.}'|:\\";

    /** Where a query begins: no password holds that. */
    private static final LatePattern QUERY = new LatePattern("[?#][\\w.-]{1,60}=");

    static {
        String host = "(?:\\[[^\\[\\]\\s]{0,60}]|[^:/?#@\\[\\]\\s,;]{0,255})(?::(?:\\d{0,5}|\\$\\{[^{}\\s]{0,60}}))?";
        HOSTS = new LatePattern(host + "(?:," + host + "){0,20}+");
    }

    @Override
    public String apply(String text) {
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        Matcher scheme = SCHEME.matcher(text);
        while (scheme.find()) {
            if (scheme.start() < copied) {
                continue;
            }
            int start = scheme.end();
            int end = end(text, start, start + LONGEST);
            int secret = secret(text.substring(start, end), isWeb(scheme.group()));
            if (secret > 0) {
                masked.append(text, copied, start).append(StandardRedactor.MASK);
                copied = start + secret == end ? end(text, end, text.length()) : start + secret;
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static boolean isWeb(String scheme) {
        String lowerCase = scheme.toLowerCase(Locale.ROOT);
        return lowerCase.contains("http") || lowerCase.startsWith("ws");
    }

    /** The end of a URL in a text: white space or what quotes it. An apostrophe may be part of a password. */
    private static int end(String text, int start, int limit) {
        int end = start;
        while (end < Math.min(limit, text.length()) && !isEnd(text, end)) {
            end++;
        }
        return end;
    }

    private static boolean isEnd(String text, int index) {
        char here = text.charAt(index);
        if (here == '\'') {
            return index + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(index + 1));
        }
        return Character.isWhitespace(here) || "\"<>`".indexOf(here) >= 0;
    }

    /** How many characters of what follows the scheme must go. */
    private static int secret(String rest, boolean web) {
        Matcher query = QUERY.matcher(rest);
        String region = query.find() ? rest.substring(0, query.start()) : rest;
        int secret = 0;
        for (int more = userinfo(region, web); more > 0; more = userinfo(region.substring(secret), web)) {
            secret += more;
        }
        // The @ itself stays, to show what was there.
        return secret > 0 && region.charAt(secret - 1) == '@' ? secret - 1 : secret;
    }

    private static int userinfo(String region, boolean web) {
        int path = firstOf(region, "/;?#");
        String authority = region.substring(0, path);
        int last = region.lastIndexOf('@');
        int first = region.indexOf('@');
        boolean hosts = HOSTS.matcher(authority).matches();
        if (last < 0) {
            return hosts || startsWithHosts(region) ? 0 : region.length();
        }
        if (first < path && !authority.substring(0, first).contains(":")) {
            return authority.lastIndexOf('@') + 1;
        }
        // As in redis://user:1234/5@host: what looks like a port may be the start of a password.
        boolean fakePort = hosts && !web && authority.contains(":") && path < last && region.charAt(path) == '/';
        return !hosts || fakePort ? last + 1 : 0;
    }

    /** Whether a host is followed by something that ends it in a text. */
    private static boolean startsWithHosts(String region) {
        Matcher hosts = HOSTS.matcher(region);
        if (!hosts.lookingAt()) {
            return false;
        }
        return hosts.end() == region.length() || AFTER_HOSTS.indexOf(region.charAt(hosts.end())) >= 0;
    }

    private static int firstOf(String text, String characters) {
        int index = 0;
        while (index < text.length() && characters.indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return index;
    }
}
