package dev.vitals.http.internal.exchange;

import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.time.Budget;
import dev.vitals.probe.Quantities;
import dev.vitals.remote.NetworkFault;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request on its way. Used once. */
final class Sending {
    private final Hop hop;
    private final int most;
    private final Budget budget;
    private final Word word;
    private final long start = System.nanoTime();
    private volatile @Nullable BoundedBody body;
    private volatile @Nullable Duration firstByte;

    Sending(Hop hop, int most, Budget budget, Word word) {
        this.hop = hop;
        this.most = most;
        this.budget = budget;
        this.word = word;
    }

    Answer through(HttpClient client) throws HttpFailure {
        InetSocketAddress via = via(client);
        // Resolved here, so that the threads that all checks share do not wait for a resolver.
        InetAddress address = word.resolve(via.getHostString())[0];
        Duration dns = since();
        CompletableFuture<HttpResponse<BoundedBody.Read>> future = client.sendAsync(request(), this::begin);
        try {
            return answer(future.get(budget.left().toNanos(), TimeUnit.NANOSECONDS), dns);
        } catch (TimeoutException e) {
            throw late(via, address);
        } catch (ExecutionException e) {
            throw failed(e.getCause(), via, address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HttpFailure.of(NetworkFault.CLOSED, "interrupted");
        } finally {
            giveUp(future);
        }
    }

    private BoundedBody begin(HttpResponse.ResponseInfo info) {
        firstByte = since();
        BoundedBody reading = new BoundedBody(most);
        body = reading;
        return reading;
    }

    private void giveUp(CompletableFuture<?> future) {
        BoundedBody reading = body;
        if (!future.isDone() && reading != null) {
            reading.cancel();
        }
        future.cancel(true);
    }

    private Answer answer(HttpResponse<BoundedBody.Read> response, Duration dns) {
        Duration whole = since();
        Duration first = firstByte;
        BoundedBody.Read read = response.body();
        return new Answer(
                hop.uri(),
                response.statusCode(),
                response.headers(),
                read.bytes(),
                read.cut(),
                most,
                new Answer.Timing(dns, first == null ? whole : first, whole),
                response.sslSession());
    }

    private HttpFailure failed(@Nullable Throwable thrown, InetSocketAddress via, InetAddress address) {
        if (thrown instanceof HttpTimeoutException || thrown == null) {
            return late(via, address);
        }
        NetworkFault fault = NetworkFault.of(thrown).orElse(NetworkFault.LOST);
        if (fault == NetworkFault.TIMEOUT) {
            return late(via, address);
        }
        if (fault == NetworkFault.TLS) {
            return new Autopsy(hop.uri(), via, address, word).ofTls(thrown);
        }
        boolean halfway = fault == NetworkFault.LOST && firstByte != null;
        return HttpFailure.of(fault, halfway ? "in the middle of the answer" : "");
    }

    private HttpFailure late(InetSocketAddress via, InetAddress address) {
        String limit = "within " + Quantities.duration(since());
        return firstByte != null
                ? HttpFailure.of(NetworkFault.TIMEOUT, HttpCauses.TIMEOUT_BODY, limit)
                : new Autopsy(hop.uri(), via, address, word).ofTimeout(limit);
    }

    private HttpRequest request() throws HttpFailure {
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(hop.uri())
                    .timeout(budget.left())
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

    /** Returns the proxy to connect to, or the server. */
    private InetSocketAddress via(HttpClient client) {
        return client.proxy().or(() -> Optional.ofNullable(ProxySelector.getDefault())).stream()
                .flatMap(selector -> selector.select(hop.uri()).stream())
                .map(Proxy::address)
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                .findFirst()
                .orElseGet(() -> InetSocketAddress.createUnresolved(hop.host(), Request.port(hop.uri())));
    }

    private Duration since() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
