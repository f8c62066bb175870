package dev.vitals.http.internal.exchange;

import dev.vitals.http.internal.client.Client;
import dev.vitals.http.internal.client.Lease;
import dev.vitals.http.internal.client.Workers;
import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.time.Alarm;
import dev.vitals.http.internal.time.Budget;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.ProbeContext.Stay;
import dev.vitals.probe.Quantities;
import dev.vitals.remote.NetworkFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One request on its way. Used once. */
final class Sending {
    private static final Pattern HTTP_2 = Pattern.compile("jdk\\.internal\\.net\\.http\\.(Http2|Stream)");

    private static final Pattern SOCKET = Pattern.compile("sun\\.nio\\.ch\\.");

    private static final int DEPTH = 20;

    private final Hop hop;
    private final int most;
    private final Budget budget;
    private final Word word;
    private final long start = System.nanoTime();
    private volatile @Nullable BoundedBody body;
    private volatile @Nullable Duration firstByte;
    private volatile boolean over;
    private boolean farewell;

    Sending(Hop hop, int most, Budget budget, Word word) {
        this.hop = hop;
        this.most = most;
        this.budget = budget;
        this.word = word;
    }

    /** Returns the answer of the first address of the host, or of another one while the first takes no connection. */
    Answer through(Lease lease) throws HttpFailure {
        Client client = lease.client();
        if (client.workers().exhausted(budget.left())) {
            // More requests would only pile up.
            throw stuck(client.workers());
        }
        Via via = Via.of(client.http(), hop.uri());
        // Resolved here, so that the threads that all checks share do not wait for a resolver.
        Autopsy autopsy = new Autopsy(hop.uri(), via, resolved(via), word);
        Duration dns = since();
        Beside beside = new Beside(autopsy, hop, lease, most);
        Optional<HttpFailure> dead = beside.stillDead();
        return dead.isPresent() ? beside.instead(dead.get()) : sent(client, via, dns, autopsy, beside);
    }

    /**
     * Sends on the thread of the check: what is sent without waiting is completed by the common pool, which the application
     * may keep busy. An alarm bounds all of it. The client's own timeout would not end a body, and would hold up the
     * client's one thread if a trust manager blocks: nobody can close such a connection, since the JDK keeps it locked. A
     * run that is stuck for that reason says so, and ends with it.
     */
    @SuppressWarnings("try") // The stay is there to be closed.
    private Answer sent(Client client, Via via, Duration dns, Autopsy autopsy, Beside beside) throws HttpFailure {
        Duration time = budget.left();
        Alarm alarm = Alarm.interrupting(time);
        try (alarm;
                Stay stay = word.entering(HttpFailure.of(HttpCauses.CLIENT_STUCK, ""))) {
            return answer(client.http().send(request(), this::begin), via, dns);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return beside.answer(failed(e, autopsy));
        } catch (InterruptedException e) {
            hangUp();
            if (!alarm.rang()) {
                throw interrupted();
            }
            boolean mayBeOurs = Request.isTls(hop.uri())
                    && firstByte == null
                    && client.workers().heldUpSince(start);
            if (mayBeOurs || client.workers().exhausted(time.dividedBy(2))) {
                throw stuck(client.workers());
            }
            return beside.answer(late(autopsy));
        }
    }

    private static HttpFailure interrupted() {
        Thread.currentThread().interrupt();
        return HttpFailure.of(NetworkFault.CLOSED, "interrupted");
    }

    private List<InetAddress> resolved(Via via) throws HttpFailure {
        try {
            return List.of(word.resolve(via.host()));
        } catch (HttpFailure e) {
            throw via.proxy() ? new Autopsy(hop.uri(), via, List.of(), word).proxyFailure(e.words()) : e;
        }
    }

    private BoundedBody begin(HttpResponse.ResponseInfo info) {
        firstByte = since();
        BoundedBody reading = new BoundedBody(most);
        body = reading;
        if (over) {
            reading.expire();
        }
        return reading;
    }

    private void hangUp() {
        over = true;
        BoundedBody reading = body;
        if (reading != null) {
            reading.expire();
        }
    }

    private Answer answer(HttpResponse<BoundedBody.Read> response, Via via, Duration dns) throws HttpFailure {
        Duration whole = since();
        Duration first = firstByte;
        BoundedBody.Read read = response.body();
        if (read == null) {
            // What a proxy answers in place of a tunnel has no body: it wants a login.
            throw HttpFailure.of(HttpCauses.PROXY_AUTH, "").at(via.remote());
        }
        return new Answer(
                hop.uri(),
                response.statusCode(),
                response.headers(),
                read.bytes(),
                read.cut(),
                most,
                new Answer.Timing(dns, first == null ? whole : first, whole),
                response.sslSession(),
                Optional.empty());
    }

    private HttpFailure failed(Exception thrown, Autopsy autopsy) {
        NetworkFault fault = NetworkFault.of(thrown).orElseGet(() -> unnamed(thrown));
        boolean halfway = firstByte != null;
        farewell = fault == NetworkFault.LOST && throwing(thrown).anyMatch(Sending::isFarewell);
        HttpFailure failure = HttpFailure.of(fault, halfway ? "in the middle of the answer" : "");
        return switch (fault) {
            case TIMEOUT -> late(autopsy);
            case TLS -> autopsy.ofTls(thrown);
            case REFUSED, UNREACHABLE -> autopsy.ofConnection(failure);
            case LOST, PROTOCOL -> halfway ? failure : autopsy.ofProxy(failure);
            default -> failure;
        };
    }

    /**
     * The client has no type for an answer that is no HTTP/1.1, for a stream of HTTP/2 that the server ends, or for what the
     * system says of a socket, such as a broken pipe.
     */
    private static NetworkFault unnamed(Throwable thrown) {
        boolean lost = throwing(thrown)
                .anyMatch(frames -> isOf(SOCKET, Stream.of(frames).limit(1)) || isOf(HTTP_2, Stream.of(frames)));
        return lost ? NetworkFault.LOST : NetworkFault.PROTOCOL;
    }

    private static Stream<StackTraceElement[]> throwing(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEPTH)
                .map(Throwable::getStackTrace);
    }

    private static boolean isFarewell(StackTraceElement... frames) {
        return Stream.of(frames)
                .limit(1)
                .anyMatch(frame -> frame.getMethodName().equals("handleGoAway") && isOf(HTTP_2, Stream.of(frame)));
    }

    /**
     * Whether the server of HTTP/2 had said that it takes no more on this connection, as it does now and then. Clients of
     * JDK 17 drop what is under way by then.
     */
    boolean farewell() {
        return farewell;
    }

    private static boolean isOf(Pattern classes, Stream<StackTraceElement> frames) {
        return frames.anyMatch(frame -> classes.matcher(frame.getClassName()).lookingAt());
    }

    private HttpFailure late(Autopsy autopsy) {
        String limit = "within " + Quantities.duration(since());
        return firstByte != null
                ? HttpFailure.of(NetworkFault.TIMEOUT, HttpCauses.TIMEOUT_BODY, limit)
                : autopsy.ofTimeout(limit);
    }

    /** Of a client whose own threads are held up nothing is known about the service. */
    private static HttpFailure stuck(Workers workers) {
        return HttpFailure.of(HttpCauses.CLIENT_STUCK, "")
                .evidence(new Evidence.Text("threads of the client", workers.stacks()));
    }

    private HttpRequest request() throws HttpFailure {
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(hop.uri())
                    // In plain text the client would ask to upgrade, which confuses some servers.
                    .version(Request.isTls(hop.uri()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                    .method(
                            hop.method(),
                            hop.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(hop.body()));
            hop.headers().forEach(builder::setHeader);
            return builder.build();
        } catch (IllegalArgumentException e) {
            // Its message would repeat the value.
            throw HttpFailure.of(HttpCauses.UNSENDABLE, "");
        }
    }

    private Duration since() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
