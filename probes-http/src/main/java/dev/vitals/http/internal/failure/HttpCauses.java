package dev.vitals.http.internal.failure;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What can be wrong with an HTTP service; the faults of the network are those of every family. */
public final class HttpCauses {
    /** Answers, but late. */
    public static final Cause SLOW = Cause.of(
            "http.slow",
            Kind.SLOW,
            "slow answers",
            "The service answers correctly but takes longer than the limit. It is overloaded, or waits for something"
                    + " itself.",
            "check what the service waits for: its database, its pools, its own downstream services",
            "compare the time to the first byte with the whole time to find out whether work or transfer is slow");

    /** No TCP connection in time. */
    public static final Cause TIMEOUT_CONNECT = timeout(
            "connect",
            "no connection in time",
            "The host does not complete a TCP connection. A firewall drops the packets, the host is down, or its queue"
                    + " of new connections is full.");

    /** No TLS handshake in time. */
    public static final Cause TIMEOUT_TLS = timeout(
            "tls",
            "no TLS handshake in time",
            "The host accepts connections but does not complete a TLS handshake. The port may not speak TLS, or the"
                    + " process behind it is frozen.");

    /** No status line in time. */
    public static final Cause TIMEOUT_ANSWER = timeout(
            "answer",
            "no answer in time",
            "The service accepts connections and requests but does not answer. It is overloaded, deadlocked, or waits"
                    + " for something itself.");

    /** The body did not end in time. */
    public static final Cause TIMEOUT_BODY = timeout(
            "body",
            "answer does not end in time",
            "The service begins to answer, but the body does not end. It streams without end, sends very slowly, or"
                    + " waits for something halfway.");

    /** 429. */
    public static final Cause RATE_LIMITED = Cause.of(
            "http.rate-limited",
            Kind.EXHAUSTED,
            "rate limit reached",
            "The service answers 429: too many requests are sent with these credentials or from this address. The check"
                    + " stops asking for as long as the service wants.",
            "find what sends so many requests, and slow it down or cache the answers",
            "ask the provider for a higher limit",
            "let this check run less often if it uses up the limit itself");

    /** 503 that names a time. */
    public static final Cause MAINTENANCE = Cause.of(
            "http.maintenance",
            Kind.UNAVAILABLE,
            "out of service for a while",
            "The service answers 503 and says when to come back: it is under maintenance, or sheds load.",
            "check the status page of the service for maintenance",
            "wait until the time it names; if it is your own service, check why it sheds load");

    /** 502 or 504. */
    public static final Cause GATEWAY = Cause.of(
            "http.gateway",
            Kind.UNAVAILABLE,
            "service behind the gateway does not answer",
            "A gateway or load balancer answers 502 or 504: it is up, and the service behind it is not.",
            "check the service behind the gateway: is it running, and does it answer directly",
            "check the gateway's log for the backend it tried");

    /** Any other 5xx. */
    public static final Cause SERVER_ERROR = Cause.of(
            "http.server-error",
            Kind.FAILING,
            "server error",
            "The service answers with a status from 500 on: it has failed to do what it was asked to.",
            "check the log of the service at the time of the request");

    /** Any other 4xx. */
    public static final Cause CLIENT_ERROR = Cause.of(
            "http.client-error",
            Kind.MISCONFIGURED,
            "request rejected",
            "The service answers with a status from 400 on: it does not know the path or does not accept the request.",
            "correct method, path, headers or body of the request",
            "check whether the service was deployed with another version of its API");

    /** A 3xx that is neither expected nor followed. */
    public static final Cause REDIRECT = Cause.of(
            "http.redirect",
            Kind.MISCONFIGURED,
            "unexpected redirect",
            "The service redirects, and the check does not follow. Often that is a login page, or a changed address.",
            "correct the address, or let the check follow redirects");

    /** A redirect that leads nowhere. */
    public static final Cause REDIRECT_LOOP = Cause.of(
            "http.redirect.loop",
            Kind.MISCONFIGURED,
            "redirects without end",
            "The service redirects in a circle or more often than the check follows.",
            "follow the redirects by hand",
            "check the configuration of the proxy in front of the service for http and https");

    /** A redirect that is not followed. */
    public static final Cause REDIRECT_TARGET = Cause.of(
            "http.redirect.target",
            Kind.MISCONFIGURED,
            "redirect to where the check does not go",
            "The service redirects from https to http, or to something that is no address of the web.",
            "look at the header Location of the answer by hand",
            "check the configuration of the proxy in front of the service for http and https");

    /** One address of several. */
    public static final Cause ADDRESS = Cause.of(
            "http.address",
            Kind.UNREACHABLE,
            "one address of the host is dead",
            "The host has several addresses. The first one does not accept connections, another one answers. Clients that try"
                    + " only one, as that of the JDK does, fail whenever it is this one; others take longer.",
            "repair the server at that address, or remove the address from the name's records");

    /** The proxy is not there. */
    public static final Cause PROXY_UNREACHABLE = Cause.of(
            "http.proxy.unreachable",
            Kind.UNREACHABLE,
            "proxy cannot be reached",
            "The request goes through a proxy, and the proxy does not accept connections or does not answer. That says"
                    + " nothing about the service.",
            "start the proxy, or correct its address in the check or in the settings of the JVM");

    /** The proxy wants a login. */
    public static final Cause PROXY_AUTH = Cause.of(
            "http.proxy.auth",
            Kind.DENIED,
            "proxy refuses the login",
            "The proxy answers 407: it wants credentials, or others. That says nothing about the service.",
            "give the check the header Proxy-Authorization; for https with Basic the client of the JDK sends it only with"
                    + " -Djdk.http.auth.tunneling.disabledSchemes=\"\"",
            "or let the proxy pass this host without a login");

    /** The proxy does not let the request through. */
    public static final Cause PROXY_REFUSED = Cause.of(
            "http.proxy.refused",
            Kind.UNREACHABLE,
            "proxy does not connect",
            "The proxy answers, but does not connect to the service: its rules forbid it, or it cannot reach the service.",
            "check the rules and the log of the proxy for this address");

    /** Some other status. */
    public static final Cause STATUS = Cause.of(
            "http.status",
            Kind.FAILING,
            "unexpected status",
            "The service answers with a status that the check does not expect.",
            "check the log of the service, or the statuses the check expects");

    /** A condition on the answer does not hold. */
    public static final Cause CONTENT = Cause.of(
            "http.content",
            Kind.FAILING,
            "wrong content",
            "The service answers with the right status, but what it says is not what the check expects.",
            "compare the answer with the condition named in the summary");

    /** Not JSON. */
    public static final Cause JSON = Cause.of(
            "http.json",
            Kind.FAILING,
            "answer is not JSON",
            "The check has conditions on JSON, but the answer is not valid JSON. A proxy's error page or a login page is"
                    + " the usual reason.",
            "look at the answer by hand");

    /** Larger than what is read. */
    public static final Cause TOO_LARGE = Cause.of(
            "http.too-large",
            Kind.UNKNOWN,
            "answer too large to judge",
            "The answer is larger than the check reads, so its conditions could not be decided.",
            "ask for something smaller, or raise the limit of what is read");

    /** Packed in a way that is not known here. */
    public static final Cause ENCODING = Cause.of(
            "http.encoding",
            Kind.UNKNOWN,
            "answer is packed in another way",
            "The answer has a Content-Encoding other than gzip, so its conditions could not be decided. The check asks for none:"
                    + " the service or a cache in front of it packs without being asked.",
            "give the check the header Accept-Encoding with 'identity' or 'gzip'",
            "or correct what packs the answer");

    /** A value that HTTP does not allow. */
    public static final Cause UNSENDABLE = Cause.of(
            "http.unsendable",
            Kind.UNKNOWN,
            "request cannot be sent",
            "A header or the address holds a line break or another character that HTTP does not allow, so that nothing was"
                    + " sent.",
            "check the credentials and values that the check puts into its request");

    /** The client of the JDK is held up. */
    public static final Cause CLIENT_STUCK = Cause.of(
            "http.client-stuck",
            Kind.UNKNOWN,
            "HTTP client is held up",
            "The threads of the HTTP client do not go on, so nothing is known about the service. The usual reason is a trust"
                    + " or key manager of the application's SSLContext that blocks, for example on a revocation list.",
            "look for threads named vitals-http-client in a thread dump: what they are in is what blocks",
            "bound the time that this code may take, or give the check an SSLContext without it");

    private HttpCauses() {}

    /**
     * Returns every cause of this room.
     *
     * @return the causes, without those of the network
     */
    public static List<Cause> all() {
        return List.of(
                SLOW,
                TIMEOUT_CONNECT,
                TIMEOUT_TLS,
                TIMEOUT_ANSWER,
                TIMEOUT_BODY,
                RATE_LIMITED,
                MAINTENANCE,
                GATEWAY,
                SERVER_ERROR,
                CLIENT_ERROR,
                REDIRECT,
                REDIRECT_LOOP,
                REDIRECT_TARGET,
                ADDRESS,
                PROXY_UNREACHABLE,
                PROXY_AUTH,
                PROXY_REFUSED,
                STATUS,
                CONTENT,
                JSON,
                TOO_LARGE,
                ENCODING,
                UNSENDABLE,
                CLIENT_STUCK);
    }

    private static Cause timeout(String phase, String title, String explanation) {
        return Cause.of(
                "http.timeout." + phase,
                Kind.UNREACHABLE,
                title,
                explanation,
                "check the service for a frozen or overloaded process",
                "check the path to it for a firewall or proxy that drops packets");
    }
}
