package dev.vitals.endpoint;

import dev.vitals.format.Access;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    private static final int MOST_LEVELS = 16;
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
        CompletionStage<HealthResponse> answer =
                call.method().equals("HEAD") ? ask(call).thenApply(HealthResponse::withoutBody) : ask(call);
        return descriptors.areLeft() ? answer : answer.thenApply(last -> last.header("Connection", "close"));
    }

    @Override
    public Optional<HealthResponse> written(HttpCall call) {
        try {
            boolean may = call.method().equals("GET") && authoriser.isImmediate() && !closing && descriptors.wereLeft();
            return may && !namesTwoHosts(call)
                    ? belowBase(call.path()).flatMap(path -> written(call, path))
                    : Optional.empty();
        } catch (Throwable e) {
            return Optional.empty(); // the whole answer says what is wrong
        }
    }

    private Optional<HealthResponse> written(HttpCall call, String path) {
        HttpCall below = call.below(path);
        return handler.written(asking(below, authoriser.access(call.caller()), Map.of()));
    }

    private CompletionStage<HealthResponse> ask(HttpCall call) {
        if (closing) {
            return done(Problem.unavailable("this server is closing"));
        }
        if (namesTwoHosts(call)) {
            return done(Problem.of(400, "there is more than one 'Host'"));
        }
        Optional<String> path = belowBase(call.path());
        return path.isEmpty()
                ? done(Problem.of(404, "health is answered below " + base))
                : authorised(call.below(path.get()));
    }

    private static boolean namesTwoHosts(HttpCall call) {
        return call.caller().headers().getOrDefault("Host", List.of()).size() > 1;
    }

    private CompletionStage<HealthResponse> authorised(HttpCall call) {
        try {
            if (CrossSite.mayForge(call, authoriser.hosts())) {
                return done(Problem.of(403, CrossSite.WHY));
            }
            Access access = authoriser.access(call.caller());
            if (SignIn.isAsked(call)) {
                return done(SignIn.answer(authoriser, access));
            }
            if (access != Access.OPERATE) {
                return answer(call, access, Map.of());
            }
            return FormFields.of(call)
                    .thenCompose(form -> answer(call, access, form))
                    .exceptionally(HealthFront::refused);
        } catch (Refusal refusal) {
            return done(refusal.response());
        } catch (Throwable e) {
            return done(Problem.of(500, "the caller could not be authorised"));
        }
    }

    private CompletionStage<HealthResponse> answer(HttpCall call, Access access, Map<String, List<String>> form) {
        return handler.answer(asking(call, access, form));
    }

    private Asking asking(HttpCall call, Access access, Map<String, List<String>> form) {
        Optional<String> home = home(call);
        boolean signIn = home.isPresent()
                && access != Access.OPERATE
                && authoriser.challenge().isPresent();
        return new Asking(request(call, access), form, home, false, signIn, waiters, notices.current());
    }

    private static HealthResponse refused(Throwable why) {
        Throwable cause = why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
        return cause instanceof Refusal refusal
                ? refusal.response()
                : Problem.of(500, "the request could not be answered");
    }

    private static CompletionStage<HealthResponse> done(HealthResponse answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /** From anywhere below the base the way up is known; at the base itself its own name is needed. */
    private static Optional<String> home(HttpCall call) {
        String path = call.path();
        if (path.isEmpty()) {
            return call.base().isEmpty() ? Optional.empty() : Optional.of(call.base() + "/");
        }
        long above = path.chars().filter(c -> c == '/').count() - 1;
        String up = above == 0 ? "./" : "../".repeat((int) Math.min(above, MOST_LEVELS));
        return isAlias(path) ? Optional.empty() : Optional.of(up);
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

    private static HealthRequest request(HttpCall call, Access access) {
        List<String> accept = call.caller().headers().getOrDefault("Accept", List.of());
        return new HealthRequest(
                call.method(),
                call.path(),
                call.query(),
                accept.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", accept)),
                access);
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
