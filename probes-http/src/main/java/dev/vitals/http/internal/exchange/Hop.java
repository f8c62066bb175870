package dev.vitals.http.internal.exchange;

import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.failure.HttpFailure;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One request on the wire.
 *
 * @param method such as {@code GET}
 * @param uri where to
 * @param headers what to send along
 * @param body the body; empty for none
 * @param been where redirects led so far
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Hop(String method, URI uri, Map<String, String> headers, byte[] body, Set<URI> been) {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> KEEP_METHOD = Set.of(307, 308);
    private static final String AGENT = "vitals";

    static Hop first(Request request, Map<String, String> values) throws HttpFailure {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", AGENT);
        request.payload().contentType().ifPresent(type -> headers.put("Content-Type", type));
        for (Request.Header header : request.headers()) {
            headers.keySet().removeIf(known -> known.equalsIgnoreCase(header.name()));
            headers.put(header.name(), header.value().of(values));
        }
        URI uri;
        try {
            uri = request.uri(values);
        } catch (IllegalArgumentException e) {
            throw HttpFailure.of(HttpCauses.UNSENDABLE, "");
        }
        return new Hop(request.method(), uri, headers, request.payload().bytes(values), Set.of(uri));
    }

    static boolean isRedirect(Answer answer) {
        return REDIRECTS.contains(answer.status()) && answer.header("Location").isPresent();
    }

    /** Returns the request that a redirect asks for. Credentials go to no other server. */
    Hop next(Answer answer) throws HttpFailure {
        URI to = target(answer.header("Location").orElse(""));
        if (been.contains(to)) {
            throw HttpFailure.of(HttpCauses.REDIRECT_LOOP, "back to where it was before");
        }
        Set<URI> seen = new TreeSet<>(been);
        seen.add(to);
        boolean sameServer = Request.remote(to).equals(Request.remote(uri)) && Request.isTls(to) == Request.isTls(uri);
        boolean again = KEEP_METHOD.contains(answer.status()) || isSafe();
        Map<String, String> kept = new LinkedHashMap<>(headers);
        if (!again) {
            kept.keySet().removeIf(name -> name.equalsIgnoreCase("Content-Type"));
        }
        if (!sameServer) {
            kept.keySet().retainAll(Set.of("User-Agent", "Accept", "Content-Type"));
        }
        return again ? new Hop(method, to, kept, body, seen) : new Hop("GET", to, kept, new byte[0], seen);
    }

    /** Whether it changes nothing to ask twice. */
    boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Returns the host without the brackets of an IPv6 address. */
    String host() {
        return Request.bare(uri.getHost());
    }

    private URI target(String location) throws HttpFailure {
        URI to;
        try {
            // As browsers take it.
            to = uri.resolve(location.strip().replace(" ", "%20"));
        } catch (IllegalArgumentException e) {
            throw HttpFailure.of(HttpCauses.REDIRECT_TARGET, "to something that is no address");
        }
        boolean web = "http".equalsIgnoreCase(to.getScheme()) || Request.isTls(to);
        if (!web || to.getHost() == null || to.getPort() == 0 || to.getPort() > 65_535) {
            throw HttpFailure.of(HttpCauses.REDIRECT_TARGET, "to something that is no address of the web");
        }
        if (Request.isTls(uri) && !Request.isTls(to)) {
            throw HttpFailure.of(HttpCauses.REDIRECT_TARGET, "from https to http");
        }
        return to;
    }
}
