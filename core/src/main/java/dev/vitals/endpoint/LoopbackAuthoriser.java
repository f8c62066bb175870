package dev.vitals.endpoint;

import dev.vitals.format.Access;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Detail for callers on this host, status for all others. */
final class LoopbackAuthoriser implements Authoriser {
    /** Headers in which proxies and content delivery networks pass on who the caller was. */
    private static final Set<String> PROXY_HEADERS = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "x-envoy-external-address");

    private static final String FIRST_LETTERS = "CFTVXcftvx";

    /** What a browser says of requests that no page of another origin has caused. */
    private static final Set<String> SAME_SITE = Set.of("same-origin", "none");

    private static final Pattern LOCAL_HOST = Pattern.compile(
            "(?:localhost|127(?:\\.\\d{1,3}){3}|(\\[[0-9a-f:]{2,39}]))(?::\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    @Override
    public Access access(Caller caller) {
        boolean local = caller.address().filter(InetAddress::isLoopbackAddress).isPresent();
        return local && !forwarded(caller) && namesThisHost(caller) && !acrossOrigins(caller)
                ? Access.DETAIL
                : Access.STATUS;
    }

    @Override
    public boolean isImmediate() {
        return true;
    }

    private static boolean forwarded(Caller caller) {
        for (String header : caller.headerNames()) {
            if (isProxys(header)) {
                return true;
            }
        }
        return false;
    }

    /** The first letter spares most headers the rest, which is a good part of what it takes to authorise a caller. */
    private static boolean isProxys(String header) {
        if (header.isEmpty() || FIRST_LETTERS.indexOf(header.charAt(0)) < 0) {
            return false;
        }
        String name = header.toLowerCase(Locale.ROOT);
        return PROXY_HEADERS.contains(name) || name.startsWith("x-forwarded-") || name.startsWith("x-original-");
    }

    private static boolean namesThisHost(Caller caller) {
        return caller.header("Host").map(LoopbackAuthoriser::isThisHost).orElse(true);
    }

    private static boolean isThisHost(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        Matcher matcher = LOCAL_HOST.matcher(host);
        return matcher.matches() && (matcher.group(1) == null || isLoopback(matcher.group(1)));
    }

    /** In brackets it is an address, and nothing is looked up. */
    private static boolean isLoopback(String six) {
        try {
            return InetAddress.getByName(six).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean acrossOrigins(Caller caller) {
        Optional<String> origin = caller.header("Origin");
        boolean foreign = origin.isPresent() && !isOwn(origin.get(), caller.header("Host"));
        return foreign
                || !caller.header("Sec-Fetch-Site").map(SAME_SITE::contains).orElse(true);
    }

    private static boolean isOwn(String origin, Optional<String> host) {
        return host.isPresent() && origin.equalsIgnoreCase("http://" + host.get());
    }
}
