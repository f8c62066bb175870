package dev.vitals.endpoint;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * Takes what a server received to a handler: authorised, below the base, and with a thread to wait on. For adapters to
 * servers that an application has already; {@link HealthServer} makes one of its own.
 *
 * <p>A request that changes something is refused with 403 when a browser sends it for a page of another site, or for a host
 * name that may have been made to point here: see {@link Authoriser}.
 *
 * <p>It keeps a thread and four file descriptors for bad times, and up to 16 threads while reports are waited for. This class is
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class HealthFront implements HttpFront, AutoCloseable {
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

    /**
     * Returns a front for paths from which the adapter has taken the base.
     *
     * @param handler answers
     * @param authoriser what each caller may see and do
     * @return the front, to be closed when the server ends
     */
    public static HealthFront of(HealthHandler handler, Authoriser authoriser) {
        Objects.requireNonNull(handler, "handler");
        return new HealthFront(handler, Objects.requireNonNull(authoriser, "authoriser"), "");
    }

    @Override
    public CompletionStage<HealthResponse> answer(HttpCall call) {
        return descriptors.areLeft() ? ask(call) : ask(call).thenApply(answer -> answer.header("Connection", "close"));
    }

    private CompletionStage<HealthResponse> ask(HttpCall call) {
        if (closing) {
            return CompletableFuture.completedFuture(Problem.unavailable("this server is closing"));
        }
        if (CrossSite.mayForge(call)) {
            return CompletableFuture.completedFuture(Problem.of(403, CrossSite.WHY));
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

    /** Ends its threads. Those who wait get a 503. May be called more than once. */
    @Override
    public void close() {
        closing();
        waiters.shutdownNow();
        descriptors.close();
    }
}
