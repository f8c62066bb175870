package dev.vitals.spring.internal.web;

import dev.vitals.endpoint.Authoriser;
import dev.vitals.endpoint.Caller;
import dev.vitals.endpoint.HealthHandler;
import dev.vitals.endpoint.HealthRequest;
import dev.vitals.endpoint.HealthResponse;
import dev.vitals.endpoint.HttpCall;
import dev.vitals.report.ReportSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The plain endpoint, whichever stack of Spring a request came in by. */
public final class Endpoint implements AutoCloseable {
    /** As many different reports as are waited for at once; one more is refused. */
    private static final int WAITERS = 16;

    private final HealthHandler handler;
    private final Authoriser authoriser;
    private final Lifecycle lifecycle;
    private final String base;
    private final ExecutorService waiting =
            new ThreadPoolExecutor(0, WAITERS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Endpoint::thread);

    public Endpoint(ReportSource source, Authoriser authoriser, Lifecycle lifecycle, String base) {
        this.handler = HealthHandler.of(source);
        this.authoriser = authoriser;
        this.lifecycle = lifecycle;
        this.base = base;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "vitals-spring-waiter", 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** Returns what the paths start with. */
    public String base() {
        return base;
    }

    /** Answers without blocking the caller's thread, by a path below the application's own. */
    CompletionStage<HealthResponse> answer(HttpCall call) {
        String path = below(call.path());
        Optional<HealthResponse> refusal = lifecycle.refusal(path);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(refusal.get());
        }
        try {
            return handler.handle(request(call, path), waiting);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(HealthResponse.problem(500, "the caller could not be authorised"));
        }
    }

    /** Without parameters of a path, such as a session's number, and without doubled slashes. */
    private String below(String path) {
        String plain = path.replaceAll(";[^/]*", "").replaceAll("/{2,}", "/");
        return plain.startsWith(base) ? plain.substring(base.length()) : plain;
    }

    private HealthRequest request(HttpCall call, String path) {
        Caller caller = call.caller();
        List<String> accept = caller.headers().getOrDefault("Accept", List.of());
        return new HealthRequest(
                call.method(),
                path,
                call.query(),
                accept.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", accept)),
                authoriser.access(caller));
    }

    @Override
    public void close() {
        waiting.shutdownNow();
    }
}
