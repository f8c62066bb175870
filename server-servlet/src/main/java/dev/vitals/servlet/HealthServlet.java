package dev.vitals.servlet;

import dev.vitals.endpoint.Authoriser;
import dev.vitals.endpoint.Caller;
import dev.vitals.endpoint.HealthFront;
import dev.vitals.endpoint.HealthHandler;
import dev.vitals.endpoint.HealthResponse;
import dev.vitals.endpoint.HttpCall;
import dev.vitals.report.ReportSource;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Serves the health endpoint from the servlet container that an application runs in, below whatever path it is mapped to.
 *
 * <pre>{@code
 * ServletRegistration.Dynamic health = context.addServlet("health", HealthServlet.of(vitals));
 * health.addMapping("/health/*", "/livez", "/readyz");
 * health.setAsyncSupported(true);
 * }</pre>
 *
 * <p>What it answers is described in {@link HealthHandler}. Mapped to a path that ends in {@code /livez} or {@code /readyz}
 * it answers as the Kubernetes API server does there.
 *
 * <p>An answer that is known is given at once on the container's thread. While a report is waited for, no thread of the
 * container is held, if the servlet and the filters before it support asynchronous requests; otherwise that thread
 * waits, at most for the aggregator's deadline. A path that the container reads otherwise than it was sent, such as one
 * with {@code ..} in it, is refused with 400, so that rules of the container about paths cannot be passed by.
 *
 * <p>A container that is full does not answer for health either. Where that matters, serve health on a port of its own:
 * {@link dev.vitals.endpoint.HealthServer}.
 *
 * <p>This class is thread-safe. {@link #destroy} ends its threads, and leaves the source open.
 *
 * @since 0.1.0
 */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient HealthFront front;

    private HealthServlet(HealthFront front) {
        this.front = front;
    }

    /**
     * Returns a servlet that shows detail to callers on this host, see {@link Authoriser#loopback}.
     *
     * @param source where reports come from
     * @return the servlet
     */
    public static HealthServlet of(ReportSource source) {
        return of(HealthHandler.of(Objects.requireNonNull(source, "source")), Authoriser.loopback());
    }

    /**
     * Returns a servlet.
     *
     * @param handler answers
     * @param authoriser what each caller may see and do; the caller's address is the one the container says
     * @return the servlet
     */
    public static HealthServlet of(HealthHandler handler, Authoriser authoriser) {
        return new HealthServlet(HealthFront.of(handler, authoriser));
    }

    @Override
    public void destroy() {
        front.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> path = RawPath.below(request);
        if (path.isEmpty()) {
            send(HealthResponse.problem(400, "the path can be read in more than one way"), response);
            return;
        }
        CompletableFuture<HealthResponse> answer =
                front.answer(call(request, path.get())).toCompletableFuture();
        if (answer.isDone() || !request.isAsyncSupported()) {
            send(answer.join(), response);
            return;
        }
        AsyncContext waiting = request.startAsync(request, response);
        waiting.setTimeout(0); // the report has a deadline of its own
        var unused = answer.thenAccept(known -> later(known, response, waiting));
    }

    /** A container that is going away may refuse the thread: the request must end all the same. */
    private static void later(HealthResponse answer, HttpServletResponse response, AsyncContext waiting) {
        try {
            waiting.start(() -> sendLater(answer, response, waiting));
        } catch (RuntimeException refused) {
            sendLater(answer, response, waiting);
        }
    }

    /** On a thread of the container: a caller who does not read must not keep one that waits for reports. */
    private static void sendLater(HealthResponse answer, HttpServletResponse response, AsyncContext waiting) {
        try {
            send(answer, response);
        } catch (IOException gone) {
            // The caller has not waited.
        } finally {
            waiting.complete();
        }
    }

    private static void send(HealthResponse answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> {
            if (name.equals("Vary")) {
                response.addHeader(name, value); // a filter may have one too
            } else {
                response.setHeader(name, value);
            }
        });
        answer.body().writeTo(response.getOutputStream());
    }

    private static HttpCall call(HttpServletRequest request, String path) {
        String query = request.getQueryString();
        return new HttpCall(
                        request.getMethod(),
                        request.getRequestURI(),
                        query == null ? "" : query,
                        Caller.of(String.valueOf(request.getRemoteAddr()), headers(request)))
                .form(() -> CompletableFuture.completedFuture(parameters(request)))
                .below(path);
    }

    /** By way of the container, as a filter may have read the body already. It adds those of the query. */
    private static Map<String, List<String>> parameters(HttpServletRequest request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, List.of(values)));
        return parameters;
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}
