package dev.vitals.endpoint;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells requests that a browser may have been made to send. A page of another site shows in headers that no page can change. A
 * page whose name has been made to point here (DNS rebinding) looks like one of ours, but it cannot have an address for its
 * name, and it does not know what stands in {@code Authorization}.
 */
final class CrossSite {
    static final String WHY =
            "a browser sent this for a page of another site, or to a host name that may be another's: send"
                    + " it from a program, or to an address, or with an Authorization header, or name the host in"
                    + " Authoriser.forHosts";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OWN = Set.of("same-origin", "none");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-f:.]{2,45}])(?::\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private CrossSite() {}

    /** Whether the request changes something and may not be what the person at the browser wants. */
    static boolean mayForge(HttpCall call, Set<String> hosts) {
        if (READING.contains(call.method())) {
            return false;
        }
        Optional<String> site = call.caller().header("Sec-Fetch-Site");
        Optional<String> origin = call.caller().header("Origin").map(CrossSite::authority);
        boolean browser = site.isPresent() || origin.isPresent();
        return browser && (isForeign(call.caller(), site, origin, hosts) || mayBeRebound(call.caller(), origin, hosts));
    }

    private static boolean isForeign(Caller caller, Optional<String> site, Optional<String> origin, Set<String> hosts) {
        boolean foreignSite = !site.map(OWN::contains).orElse(true);
        String host = host(caller);
        return foreignSite
                || !origin.map(from -> (!host.isEmpty() && from.equals(host)) || hosts.contains(from))
                        .orElse(true);
    }

    /** Whatever the scheme: a proxy may have ended TLS. What is no such origin, as {@code null} is not, equals no host. */
    private static String authority(String origin) {
        String from = origin.toLowerCase(Locale.ROOT);
        boolean web = from.startsWith("http://") || from.startsWith("https://");
        return web ? from.substring(from.indexOf("//") + 2) : from + "/";
    }

    private static boolean mayBeRebound(Caller caller, Optional<String> origin, Set<String> hosts) {
        String host = host(caller);
        boolean known = isAddress(host)
                || hosts.contains(host)
                || origin.filter(hosts::contains).isPresent();
        return !known && caller.header("Authorization").isEmpty();
    }

    private static String host(Caller caller) {
        return caller.header("Host").orElse("").toLowerCase(Locale.ROOT);
    }

    private static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }
}
