package dev.vitals.spring.internal.web;

import dev.vitals.endpoint.Authoriser;
import dev.vitals.endpoint.HealthFront;
import dev.vitals.endpoint.HealthHandler;
import dev.vitals.endpoint.HealthResponse;
import dev.vitals.endpoint.HttpCall;
import dev.vitals.report.ReportSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The plain endpoint, whichever stack of Spring a request came in by. */
public final class Endpoint implements AutoCloseable {
    private final HealthFront front;
    private final Lifecycle lifecycle;
    private final String base;

    public Endpoint(ReportSource source, Authoriser authoriser, Lifecycle lifecycle, String base) {
        this.front = HealthFront.of(HealthHandler.of(source), authoriser);
        this.lifecycle = lifecycle;
        this.base = base;
    }

    /** Returns what the paths start with. */
    public String base() {
        return base;
    }

    /** Answers without blocking the caller's thread, by a path below the application's own. */
    CompletionStage<HealthResponse> answer(HttpCall call) {
        String path = below(call.path());
        Optional<HealthResponse> refusal = lifecycle.refusal(path);
        return refusal.isPresent() ? CompletableFuture.completedFuture(refusal.get()) : front.answer(call.below(path));
    }

    /** Without parameters of a path, such as a session's number, and without doubled slashes. */
    private String below(String path) {
        String plain = path.replaceAll(";[^/]*", "").replaceAll("/{2,}", "/");
        return plain.startsWith(base) ? plain.substring(base.length()) : plain;
    }

    @Override
    public void close() {
        front.close();
    }
}
