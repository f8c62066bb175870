package dev.vitals.endpoint;

import dev.vitals.format.Access;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides how much a caller may see and do.
 *
 * <pre>{@code
 * HealthServer.builder(vitals).authoriser(Authoriser.bearer(System.getenv("HEALTH_TOKEN")))
 * }</pre>
 *
 * <p>Requests that change something are guarded before an authoriser is asked: when headers that only browsers send
 * ({@code Origin}, {@code Sec-Fetch-Site}) say that a page of another site has caused one, or when such a request goes to a
 * host by a name rather than by {@code localhost} or an address and carries no {@code Authorization}, it is refused. A name
 * can be made to point here by whoever owns it, and then any page of theirs counts as ours. Where operators are known by a
 * cookie, as with single sign-on, {@link #forHosts} says which names are ours:
 *
 * <pre>{@code
 * Authoriser sso = caller -> isOperator(caller.header("Cookie")) ? Access.OPERATE : Access.STATUS;
 * HealthServer.builder(vitals).authoriser(sso.forHosts("status.example.org"))
 * }</pre>
 *
 * <p>Implementations are thread-safe and quick: they run on the few threads that answer health requests.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Authoriser {
    /**
     * Decides. An exception thrown here makes the answer a 500 without any detail.
     *
     * @param caller the caller
     * @return how much the caller may see and do
     */
    Access access(Caller caller);

    /**
     * Returns whether {@link #access} and {@link #challenge} never wait: for no lock, disk or network. A server may then call
     * them on the thread that reads all requests, which gives an answer that is written already without handing the request
     * to another thread. Where it is not written, they are called again for the same request.
     *
     * @return always the same: true for {@link #loopback}, {@link #bearer} and {@link #always}; for {@link #forHosts} what
     *     the authoriser returns that it is called on; {@code false}, the default, for every other
     */
    default boolean isImmediate() {
        return false;
    }

    /**
     * Returns how a browser is to ask its person for a password that makes them an operator. The status page then links
     * {@code sign-in} for those who are none, where they are challenged so.
     *
     * @return the value of {@code WWW-Authenticate}; empty, the default, for an authoriser that knows no password
     */
    default Optional<String> challenge() {
        return Optional.empty();
    }

    /**
     * Returns the names under which browsers reach this endpoint, whose pages may therefore change something.
     *
     * @return host names in lower case, each with its port unless that is 80 or 443, as a browser's address bar shows them; none,
     *     the default, where browsers come by an address or send {@code Authorization}
     */
    default Set<String> hosts() {
        return Set.of();
    }

    /**
     * Returns the same authoriser for an endpoint that browsers reach under names: directly, or by way of a proxy, whatever
     * {@code Host} that sends. A page of any other name, sub-domain or port stays refused.
     *
     * @param names the names, such as {@code status.example.org}, or {@code status.example.org:8443} where the browser's
     *     address bar shows a port; in any case. They are added to those this authoriser has
     * @return the authoriser
     * @throws IllegalArgumentException if there is none, or one is no such name; the message has all that are not
     */
    default Authoriser forHosts(String... names) {
        return new HostedAuthoriser(this, names);
    }

    /**
     * Returns the default: {@link Access#DETAIL} for callers on this host, {@link Access#STATUS} for all others.
     *
     * <p>A request counts as coming from this host when the other end of the connection is a loopback address, no
     * header says that a proxy passed it on ({@code Forwarded}, {@code Via}, {@code X-Forwarded-*}, {@code X-Original-*},
     * {@code X-Real-IP}, {@code X-Client-IP}, {@code X-Cluster-Client-IP}, {@code True-Client-IP},
     * {@code CF-Connecting-IP}, {@code Fastly-Client-IP}, {@code X-Envoy-External-Address}), {@code Host}, if sent, names
     * this host by {@code localhost} or a loopback address, and no browser says that a page of another origin caused it
     * ({@code Origin}, {@code Sec-Fetch-Site}).
     *
     * <p><b>An address is weak proof.</b> A proxy on this host that sets none of these headers looks like a local caller,
     * and so does everybody behind it: nginx with a bare {@code proxy_pass} is such a one. Where a proxy or another tenant
     * of the host can reach the port, use {@link #bearer}.
     *
     * @return the default
     */
    static Authoriser loopback() {
        return new LoopbackAuthoriser();
    }

    /**
     * Returns an authoriser that gives {@link Access#OPERATE} to callers that send a token, as {@code Authorization:
     * Bearer …} or, from a browser that has asked for it at {@code sign-in}, as the password of any user, and
     * {@link Access#STATUS} to all others, those on this host included.
     *
     * <p>It compares in constant time and keeps only a digest of the token. On a network that is not trusted the token
     * needs TLS, which a proxy in front of the server provides.
     *
     * @param token a secret of at least 16 letters, digits and {@code - . _ ~ + /}, with {@code =} at its end only
     * @return the authoriser
     * @throws IllegalArgumentException if {@code token} is shorter or has other characters; the message does not
     *     repeat it
     */
    static Authoriser bearer(String token) {
        return new BearerAuthoriser(Objects.requireNonNull(token, "token"));
    }

    /**
     * Returns an authoriser that treats all callers alike.
     *
     * @param access what every caller may see and do
     * @return the authoriser
     */
    static Authoriser always(Access access) {
        return new UniformAuthoriser(access);
    }
}
