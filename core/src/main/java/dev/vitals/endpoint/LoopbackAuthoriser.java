package dev.vitals.endpoint;

import dev.vitals.format.Access;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Detail for callers on this host, status for all others. */
final class LoopbackAuthoriser implements Authoriser {
    private static final Set<String> PROXY_HEADERS = Set.of("forwarded", "via", "x-real-ip");
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    @Override
    public Access access(Caller caller) {
        boolean local = caller.address().filter(InetAddress::isLoopbackAddress).isPresent();
        return local && !forwarded(caller) && namesThisHost(caller) ? Access.DETAIL : Access.STATUS;
    }

    private static boolean forwarded(Caller caller) {
        return caller.headerNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> PROXY_HEADERS.contains(name) || name.startsWith("x-forwarded-"));
    }

    private static boolean namesThisHost(Caller caller) {
        return caller.header("Host").map(LOCAL_HOST.asMatchPredicate()::test).orElse(true);
    }
}
