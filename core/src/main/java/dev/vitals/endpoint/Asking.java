package dev.vitals.endpoint;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * A request on its way to an answer.
 *
 * @param request the request
 * @param waiting waits for a report that is not known yet
 * @param notices what the server has to say about itself
 */
record Asking(HealthRequest request, Executor waiting, List<String> notices) {
    Asking {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(waiting, "waiting");
    }
}
