package dev.vitals.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A request on its way to an answer.
 *
 * @param request the request
 * @param form the fields of a form in its body
 * @param home the base as a reference relative to the request's path, ending in a slash; empty where it is not known
 * @param byScript whether operations are taken as JSON alone, so that a form cannot be sent without a script
 * @param signIn whether its caller, who is no operator, can become one at {@code sign-in}
 * @param waiting waits for a report that is not known yet
 * @param notices what the server has to say about itself
 */
record Asking(
        HealthRequest request,
        Map<String, List<String>> form,
        Optional<String> home,
        boolean byScript,
        boolean signIn,
        Executor waiting,
        List<String> notices) {
    Asking {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(waiting, "waiting");
    }

    /** A request of which nothing else is known. */
    static Asking of(HealthRequest request, Executor waiting) {
        return new Asking(request, Map.of(), Optional.empty(), false, false, waiting, List.of());
    }
}
