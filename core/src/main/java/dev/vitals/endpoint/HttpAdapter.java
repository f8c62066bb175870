package dev.vitals.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries requests from the JDK's server to the handler, and answers back. */
final class HttpAdapter implements HttpHandler {
    private final HealthHandler handler;
    private final Authoriser authoriser;
    private final String base;
    private volatile boolean closing;

    HttpAdapter(HealthHandler handler, Authoriser authoriser, String base) {
        this.handler = handler;
        this.authoriser = authoriser;
        this.base = base;
    }

    /** Turns requests away from now on. */
    void closing() {
        closing = true;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private HealthResponse answer(HttpExchange exchange) {
        if (closing) {
            return unavailable("this server is closing");
        }
        if (!HttpWorkers.onWorker()) {
            return unavailable("too many requests at once");
        }
        Optional<String> path = belowBase(exchange.getRequestURI().getRawPath());
        if (path.isEmpty()) {
            return Problem.of(404, "health is answered below " + base);
        }
        try {
            return handler.handle(request(exchange, path.get()));
        } catch (RuntimeException e) {
            return Problem.of(500, "the caller could not be authorised");
        }
    }

    private static HealthResponse unavailable(String why) {
        return Problem.of(503, why).header("Retry-After", "1");
    }

    private Optional<String> belowBase(@Nullable String path) {
        if (path == null || !path.startsWith(base)) {
            return Optional.empty();
        }
        String below = path.substring(base.length());
        return below.isEmpty() || below.startsWith("/") ? Optional.of(below) : Optional.empty();
    }

    private HealthRequest request(HttpExchange exchange, String path) {
        String query = exchange.getRequestURI().getRawQuery();
        List<String> accept = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
        Caller caller = new Caller(Optional.of(exchange.getRemoteAddress().getAddress()), exchange.getRequestHeaders());
        return new HealthRequest(
                exchange.getRequestMethod(),
                path,
                query == null ? "" : query,
                accept.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", accept)),
                authoriser.access(caller));
    }

    private static void send(HttpExchange exchange, HealthResponse response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        // The server takes 0 for "length not known". Without a body, the Content-Length among the headers stands.
        int length = response.body().length() == 0 ? -1 : response.body().length();
        exchange.sendResponseHeaders(response.status(), length);
        if (length > 0) {
            response.body().writeTo(exchange.getResponseBody());
        }
    }
}
