package dev.vitals.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Carries requests from the JDK's server to the front, and answers back. */
final class HttpAdapter implements HttpHandler {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final HttpFront front;
    private final Executor workers;
    private final PreparedHeaders headers = new PreparedHeaders();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    HttpAdapter(HttpFront front, Executor workers) {
        this.front = front;
        this.workers = workers;
    }

    /** Returns how many answers have failed after a wait: the server keeps what it knows of their connections. */
    int lost() {
        return lost.get();
    }

    void forgetLost() {
        lost.set(0);
    }

    /** Waits up to a second until nothing is under way between a request and the end of its answer. */
    void awaitEnd() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (underWay.get() > 0
                && end - System.nanoTime() > 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        underWay.incrementAndGet();
        try {
            if (!HttpWorker.hasRead()) {
                throw new IOException("dropped while it was read");
            }
            Caller caller =
                    new Caller(Optional.of(exchange.getRemoteAddress().getAddress()), exchange.getRequestHeaders());
            RequestHead head = new RequestHead(exchange.getProtocol(), exchange.getRequestURI(), caller.headers());
            if (head.isLast()) {
                exchange.getResponseHeaders().set("Connection", "close");
            }
            Optional<HealthResponse> refusal = head.refusal();
            CompletableFuture<HealthResponse> answer = refusal.isPresent()
                    ? CompletableFuture.completedFuture(refusal.get())
                    : front.answer(call(exchange, caller)).toCompletableFuture();
            if (!answer.isDone()) {
                var unused = answer.thenAccept(response -> sendLater(exchange, response));
                return;
            }
            send(exchange, answer.join());
        } catch (Throwable e) {
            end(exchange);
            throw e;
        }
        end(exchange);
    }

    private static HttpCall call(HttpExchange exchange, Caller caller) {
        URI uri = exchange.getRequestURI();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new HttpCall(exchange.getRequestMethod(), uri.getRawPath(), query, caller, () -> form(exchange), "");
    }

    /** Blocks for as long as a request may take: the declared length has been found to be small. */
    private static CompletionStage<Map<String, List<String>>> form(HttpExchange exchange) {
        HttpWorker.reading();
        try {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, List<String>> fields = new LinkedHashMap<>();
            Words.parse(body).forEach((name, value) -> fields.put(name, List.of(value)));
            return CompletableFuture.completedFuture(fields);
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        } finally {
            HttpWorker.hasRead();
        }
    }

    /** On a thread that may be taken from it: a caller who does not read must not keep a thread that waits. */
    private void sendLater(HttpExchange exchange, HealthResponse response) {
        try {
            workers.execute(() -> sendOrEnd(exchange, response));
        } catch (RuntimeException | OutOfMemoryError notTaken) {
            end(exchange);
        }
    }

    private void sendOrEnd(HttpExchange exchange, HealthResponse response) {
        try {
            send(exchange, response);
        } catch (IOException | RuntimeException gone) {
            lost.incrementAndGet(); // the caller has gone, or was too slow
        } finally {
            end(exchange);
        }
    }

    private void send(HttpExchange exchange, HealthResponse response) throws IOException {
        HttpWorker.writing();
        exchange.getResponseHeaders().putAll(headers.of(response));
        // The server takes 0 for "length not known". Without a body, the Content-Length among the headers stands.
        boolean empty =
                response.body().length() == 0 || exchange.getRequestMethod().equals("HEAD");
        int length = empty ? -1 : response.body().length();
        exchange.sendResponseHeaders(response.status(), length);
        if (length > 0) {
            // Closed before the exchange, which would first read the rest of the request.
            try (OutputStream out = exchange.getResponseBody()) {
                response.body().writeTo(out);
            }
        }
    }

    private void end(HttpExchange exchange) {
        try {
            exchange.close();
        } finally {
            underWay.decrementAndGet();
        }
    }
}
