package dev.vitals.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Takes what a server received to the handler: authorised, below the base, and with a thread to wait on. */
final class HealthFront implements HttpFront {
    private static final Pattern ALIAS = Pattern.compile("/(livez|readyz)(/.*)?");

    private final HealthHandler handler;
    private final Authoriser authoriser;
    private final String base;
    private final Waiters waiters = new Waiters();
    private final Descriptors descriptors = new Descriptors();
    private final Notices notices = new Notices();
    private volatile boolean closing;

    HealthFront(HealthHandler handler, Authoriser authoriser, String base) {
        this.handler = handler;
        this.authoriser = authoriser;
        this.base = base;
    }

    @Override
    public CompletionStage<HealthResponse> answer(HttpCall call) {
        return descriptors.areLeft() ? ask(call) : ask(call).thenApply(answer -> answer.header("Connection", "close"));
    }

    private CompletionStage<HealthResponse> ask(HttpCall call) {
        if (closing) {
            return CompletableFuture.completedFuture(Problem.unavailable("this server is closing"));
        }
        Optional<String> path = belowBase(call.path());
        if (path.isEmpty()) {
            return CompletableFuture.completedFuture(Problem.of(404, "health is answered below " + base));
        }
        try {
            return handler.answer(new Asking(request(call, path.get()), waiters, notices.current()));
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(Problem.of(500, "the caller could not be authorised"));
        }
    }

    private Optional<String> belowBase(String path) {
        if (!path.startsWith(base)) {
            return isAlias(path) ? Optional.of(path) : Optional.empty();
        }
        String below = path.substring(base.length());
        return below.isEmpty() || below.startsWith("/") ? Optional.of(below) : Optional.empty();
    }

    /** Where Kubernetes itself answers, these paths stand at the root. */
    private static boolean isAlias(String path) {
        return ALIAS.matcher(path).matches();
    }

    private HealthRequest request(HttpCall call, String path) {
        List<String> accept = call.caller().headers().getOrDefault("Accept", List.of());
        return new HealthRequest(
                call.method(),
                path,
                call.query(),
                accept.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", accept)),
                authoriser.access(call.caller()));
    }

    @Override
    public boolean outOfDescriptors() {
        notices.add("this process has no file descriptor left, so that connections cannot be accepted");
        return descriptors.freeOne();
    }

    @Override
    public void revived(String why) {
        notices.add("the health endpoint stopped listening and was started again: " + why);
    }

    /** Turns requests away from now on. */
    void closing() {
        closing = true;
    }

    void close() {
        waiters.shutdownNow();
        descriptors.close();
    }
}
