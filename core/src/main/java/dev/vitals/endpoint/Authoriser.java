package dev.vitals.endpoint;

import dev.vitals.format.Access;

/**
 * Decides how much a caller may see and do.
 *
 * <pre>{@code
 * Authoriser byToken = caller -> caller.header("Authorization").filter(expected::equals).isPresent()
 *         ? Access.OPERATE
 *         : Access.STATUS;
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
     * @param caller who asks
     * @return how much the caller may see and do
     */
    Access access(Caller caller);

    /**
     * Returns the default: {@link Access#DETAIL} for a caller on this host, {@link Access#STATUS} for everybody else.
     *
     * <p>A request counts as coming from this host when the other end of the connection is a loopback address, no
     * header says that a proxy passed it on ({@code Forwarded}, {@code Via}, {@code X-Forwarded-*}, {@code X-Real-IP}),
     * and {@code Host}, if sent, names this host by {@code localhost} or a loopback address, so that a web page cannot
     * reach it through a browser on this host. A proxy on this host that sets none of these headers and rewrites
     * {@code Host} looks like a local caller: have it set one, or pass an authoriser of your own.
     *
     * @return the default
     */
    static Authoriser loopback() {
        return new LoopbackAuthoriser();
    }

    /**
     * Returns an authoriser that gives everybody the same.
     *
     * @param access what everybody may see and do
     * @return the authoriser
     */
    static Authoriser always(Access access) {
        return caller -> access;
    }
}
