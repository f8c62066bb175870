package dev.vitals.remote;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.security.auth.login.LoginException;

/** Classes an error by the types of exception in it. */
final class ThrownFault {
    private static final int DEPTH = 20;

    private ThrownFault() {}

    static Optional<NetworkFault> of(Throwable thrown) {
        return of(thrown, DEPTH);
    }

    /** The chain of causes decides. Where it cannot, as with Jedis, there may be one suppressed error per address. */
    private static Optional<NetworkFault> of(Throwable thrown, int depth) {
        List<Throwable> chain = chain(thrown, depth);
        return first(chain, ThrownFault::certain)
                .or(() -> first(chain, ThrownFault::probable))
                .or(() -> chain.stream()
                        .flatMap(at -> Stream.of(at.getSuppressed()))
                        .flatMap(at -> of(at, depth - chain.size()).stream())
                        .max(Comparator.naturalOrder()));
    }

    private static List<Throwable> chain(Throwable thrown, int depth) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable at = thrown; at != null && chain.size() < depth; at = at.getCause()) {
            chain.add(at);
        }
        return chain;
    }

    private static Optional<NetworkFault> first(
            List<Throwable> chain, Function<Throwable, Optional<NetworkFault>> classify) {
        return chain.stream().flatMap(at -> classify.apply(at).stream()).findFirst();
    }

    private static Optional<NetworkFault> certain(Throwable thrown) {
        if (thrown instanceof UnknownHostException || thrown instanceof UnresolvedAddressException) {
            return Optional.of(NetworkFault.DNS);
        }
        if (thrown instanceof SocketTimeoutException || thrown instanceof TimeoutException) {
            return Optional.of(NetworkFault.TIMEOUT);
        }
        if (thrown instanceof LoginException) {
            return Optional.of(NetworkFault.AUTHENTICATION);
        }
        if (thrown instanceof SSLException || thrown instanceof GeneralSecurityException) {
            return Optional.of(NetworkFault.TLS);
        }
        if (thrown instanceof ProtocolException) {
            return Optional.of(NetworkFault.PROTOCOL);
        }
        return isUnreachable(thrown) ? Optional.of(NetworkFault.UNREACHABLE) : Optional.empty();
    }

    /** Types that also wrap a better reason: the JDK's HTTP client makes any failure to connect a ConnectException. */
    private static Optional<NetworkFault> probable(Throwable thrown) {
        if (thrown instanceof ConnectException) {
            return Optional.of(NetworkFault.REFUSED);
        }
        boolean broken = thrown instanceof EOFException
                || thrown instanceof SocketException
                || thrown instanceof ClosedChannelException;
        return broken ? Optional.of(NetworkFault.LOST) : Optional.empty();
    }

    /**
     * "Network is unreachable" has no type of its own: it is a SocketException that the system call to connect gives at
     * once. A reset while connecting comes later, from waiting for it.
     */
    private static boolean isUnreachable(Throwable thrown) {
        return thrown instanceof NoRouteToHostException
                || (thrown instanceof SocketException
                        && !(thrown instanceof ConnectException)
                        && Stream.of(thrown.getStackTrace()).limit(1).anyMatch(ThrownFault::connects));
    }

    private static boolean connects(StackTraceElement frame) {
        return "java.base".equals(frame.getModuleName())
                && frame.getMethodName().equals("connect0");
    }
}
