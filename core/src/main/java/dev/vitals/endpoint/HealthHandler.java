package dev.vitals.endpoint;

import dev.vitals.dump.DumpSource;
import dev.vitals.dump.Dumps;
import dev.vitals.format.Access;
import dev.vitals.format.Format;
import dev.vitals.format.HtmlFormat;
import dev.vitals.format.TextFormat;
import dev.vitals.incident.IncidentSource;
import dev.vitals.incident.Incidents;
import dev.vitals.probe.Group;
import dev.vitals.report.ReportSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Answers health requests, whichever server they came in by.
 *
 * <pre>{@code
 * HealthHandler handler = HealthHandler.of(vitals);
 * HealthResponse answer = handler.handle(HealthRequest.get("/ready", "verbose", Access.DETAIL));
 * }</pre>
 *
 * <table>
 * <caption>Paths below the base</caption>
 * <tr><th>path</th><th>answers</th><th>503 when</th></tr>
 * <tr><td>{@code /}</td><td>everything</td><td>{@code DOWN}</td></tr>
 * <tr><td>{@code /live}</td><td>whether to let the process go on</td><td>{@code DOWN}</td></tr>
 * <tr><td>{@code /ready}</td><td>whether to send traffic</td><td>not ready</td></tr>
 * <tr><td>{@code /started}</td><td>whether start-up is over</td><td>not started</td></tr>
 * <tr><td>{@code /run/{check}}</td><td>POST runs a check now, for operators</td><td></td></tr>
 * <tr><td>{@code /incidents}</td><td>every incident, for those who may see detail</td><td></td></tr>
 * <tr><td>{@code /incidents/trends}</td><td>availability and incidents of 30 days; also as {@code markdown} and
 * {@code svg}</td><td></td></tr>
 * <tr><td>{@code /incidents/{id}}</td><td>one; behind it the name of a document, or with POST of an operation, whose
 * words stand in the query or in a form</td><td></td></tr>
 * <tr><td>{@code /sign-in}</td><td>asks a browser's person for a password, where the authoriser knows one</td><td></td></tr>
 * <tr><td>{@code /dump}</td><td>the latest dumps, for operators; POST has one taken and answers 202</td><td></td></tr>
 * <tr><td>{@code /dump/{id}}</td><td>how far a dump is; {@code latest} is an id as well</td><td></td></tr>
 * <tr><td>{@code /dump/{id}/download}</td><td>the zip</td><td></td></tr>
 * <tr><td>{@code /{group}}</td><td>the checks of a group</td><td>{@code DOWN}</td></tr>
 * <tr><td>{@code /{check}}</td><td>one check, unless a group has its name</td><td>{@code DOWN}</td></tr>
 * <tr><td>{@code /{group}/{check}}</td><td>one check of a group</td><td>{@code DOWN}; in {@code ready} and
 * {@code started} also before the first result</td></tr>
 * </table>
 *
 * <p>{@code /livez} and {@code /readyz}, with {@code /{check}} behind them if need be, are {@code live} and {@code ready} in
 * the form of the Kubernetes API server, unless {@code ?format=} names another.
 *
 * <p>Every other answer is a 200. {@code live}, {@code ready} and {@code started} answer shortly, with the names of the checks that fail or are
 * pending, and wait no longer than a second for a first result; {@code ?verbose} shows all of their checks. {@code ?exclude=name}, as often as needed, leaves a check out of a report; {@code ?format=json} or
 * {@code text} goes before {@code Accept}; {@code ?colour} and {@code ?width=columns} shape text. Errors of the request
 * are {@code application/problem+json}: 400 for a malformed query or a parameter that does not exist, 404 for a path
 * that does not exist, with a list of those that do for callers who may see detail, 405 for anything but GET and HEAD,
 * 406 when {@code Accept} rules out every form, 414 for a path over 512 or a query over 2,048 characters.
 *
 * <p>This class is thread-safe. It takes no lock, and answers from bytes it has rendered before while the source gives
 * the identical report.
 *
 * @since 0.1.0
 */
public final class HealthHandler {
    /** The paths of orchestrators and pages, and whom each asks: everything, or a probe. */
    private static final Map<String, String> STANDING = Map.of(
            "", "",
            "/", "",
            "/live", Group.LIVE,
            "/ready", Group.READY,
            "/started", Group.STARTED,
            "/livez", Group.LIVE,
            "/readyz", Group.READY);

    /** Above what standing questions have. */
    private static final int SHORT_QUERY = 100;

    private final Answers answers;
    private final Formats formats;
    private final Directory directory;
    private final Routes routes;
    private final Surroundings surroundings;

    private HealthHandler(Builder builder) {
        this.formats = new Formats(builder.zone);
        Optional<Incidents> kept =
                builder.source instanceof IncidentSource keeper ? keeper.incidents() : Optional.empty();
        IncidentAnswers incidents = new IncidentAnswers(kept, formats);
        Optional<Dumps> taken = builder.source instanceof DumpSource taker ? taker.dumps() : Optional.empty();
        DumpAnswers dumps = new DumpAnswers(taken, formats);
        this.surroundings = new Surroundings(kept, taken);
        this.answers = new Answers(builder.source);
        this.routes = new Routes(
                Route.get("/", (asking, names) -> answers.everything(question(asking))),
                probe(Group.LIVE, answers),
                probe(Group.READY, answers),
                probe(Group.STARTED, answers),
                alias("livez", Group.LIVE, answers),
                alias("readyz", Group.READY, answers),
                aliasOfOne("livez", Group.LIVE, answers),
                aliasOfOne("readyz", Group.READY, answers),
                Route.get("/incidents", (asking, names) -> done(incidents.list(asking))),
                Route.get("/incidents/trends", (asking, names) -> later(asking, () -> incidents.trends(asking))),
                Route.get("/incidents/{id}", (asking, names) -> done(incidents.one(asking, names.get(0)))),
                Route.get(
                        "/incidents/{id}/{document}",
                        (asking, names) -> done(incidents.document(asking, names.get(0), names.get(1)))),
                Route.post(
                        "/incidents/{id}/{operation}",
                        (asking, names) -> later(asking, () -> incidents.change(asking, names.get(0), names.get(1)))),
                Route.post(
                        "/run/{check}",
                        (asking, names) -> later(asking, () -> answers.run(names.get(0), operator(asking)))),
                Route.post("/dump", (asking, names) -> done(dumps.take(asking))),
                Route.get("/dump", (asking, names) -> done(dumps.list(asking))),
                Route.get("/dump/{id}", (asking, names) -> done(dumps.one(asking, names.get(0)))),
                Route.get("/dump/{id}/download", (asking, names) -> done(dumps.download(asking, names.get(0)))),
                Route.get("/{name}", (asking, names) -> answers.named(names.get(0), question(asking))),
                Route.get(
                        "/{group}/{check}",
                        (asking, names) -> answers.member(names.get(0), names.get(1), question(asking))));
        this.directory = new Directory(
                builder.source,
                routes.paths().stream()
                        .filter(path -> kept.isPresent() || !path.startsWith("/incidents"))
                        .filter(path -> taken.isPresent() || !path.startsWith("/dump"))
                        .toList());
    }

    private static CompletableFuture<HealthResponse> done(HealthResponse answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /** For what waits for a disk, or for a probe. */
    private static CompletableFuture<HealthResponse> later(Asking asking, Supplier<HealthResponse> answer) {
        return CompletableFuture.supplyAsync(answer, asking.waiting());
    }

    private Question operator(Asking asking) {
        if (asking.request().access() != Access.OPERATE) {
            throw new Refusal(403, "running checks is for operators: give the server an authoriser that knows them");
        }
        return question(asking);
    }

    /** The path by which the Kubernetes API server answers a probe, and its form unless another is asked for by name. */
    private Route alias(String path, String probe, Answers answers) {
        return Route.get("/" + path, (asking, names) -> answers.probe(probe, kubernetes(asking)));
    }

    private Route aliasOfOne(String path, String probe, Answers answers) {
        return Route.get(
                "/" + path + "/{check}", (asking, names) -> answers.member(probe, names.get(0), kubernetes(asking)));
    }

    private Route probe(String probe, Answers answers) {
        return Route.get("/" + probe, (asking, names) -> answers.probe(probe, question(asking)));
    }

    /**
     * Returns a handler with every default.
     *
     * @param source where reports come from
     * @return the handler
     */
    public static HealthHandler of(ReportSource source) {
        return builder(source).build();
    }

    /**
     * Returns a builder of a handler.
     *
     * @param source where reports come from
     * @return the builder
     */
    public static Builder builder(ReportSource source) {
        return new Builder(source);
    }

    /**
     * Answers a request. Blocks as the source does, see {@link ReportSource#report}; of several threads that have to wait
     * for the same report one waits for all. An interrupted thread gets a 503. Never throws: an error of the source
     * becomes a 500 that does not say which.
     *
     * @param request the request
     * @return the answer
     */
    public HealthResponse handle(HealthRequest request) {
        Objects.requireNonNull(request, "request");
        return handle(Asking.of(request, Runnable::run));
    }

    /**
     * Answers a request to a server that takes operations as JSON alone, as Actuator does: pages have links, and buttons
     * whose operations the page's script sends. Blocks as {@link #handle(HealthRequest)} does.
     *
     * @param request the request
     * @param home the base as a reference relative to the request's own place, ending in a slash, such as {@code ../}
     * @return the answer
     */
    public HealthResponse handle(HealthRequest request, String home) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(home, "home");
        return handle(new Asking(request, Map.of(), Optional.of(home), true, false, Runnable::run, List.of()));
    }

    private HealthResponse handle(Asking asking) {
        CompletableFuture<HealthResponse> answer = answer(asking);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Problem.unavailable("the wait for the report was interrupted");
        } catch (ExecutionException e) {
            throw new AssertionError("every error has been made an answer", e);
        }
    }

    /**
     * Answers a request without blocking the calling thread. An answer for which nothing has to be waited is there when
     * this method returns. For others one task waits for all who ask for the same report, as long as the source does,
     * see {@link ReportSource#report}; it also writes their answers.
     *
     * @param request the request
     * @param waiting runs the tasks that wait, on threads that may block; when it throws, the answer is a 503
     * @return the answer, which never fails: an error of the source becomes a 500 that does not say which
     */
    public CompletionStage<HealthResponse> handle(HealthRequest request, Executor waiting) {
        return answer(Asking.of(request, waiting));
    }

    /** Answers for a server that has something to say about itself. */
    CompletableFuture<HealthResponse> answer(Asking asking) {
        HealthRequest request = asking.request();
        CompletableFuture<HealthResponse> answer;
        try {
            answer = asksForScript(request)
                    ? CompletableFuture.completedFuture(Script.ANSWER)
                    : withoutFault(asking, routes.answer(asking));
        } catch (RuntimeException e) {
            answer = CompletableFuture.completedFuture(problem(asking, e));
        }
        return request.method().equals("HEAD") ? answer.thenApply(HealthResponse::withoutBody) : answer;
    }

    /**
     * Returns the answer to a question that is asked again and again, if it is written already. Takes some microseconds.
     */
    Optional<HealthResponse> written(Asking asking) {
        HealthRequest request = asking.request();
        String probe = STANDING.get(request.path());
        if (probe == null || request.query().length() > SHORT_QUERY) {
            return Optional.empty();
        }
        try {
            boolean alias = request.path().endsWith("z");
            return answers.written(probe, alias ? kubernetes(asking) : question(asking));
        } catch (Refusal refused) {
            return Optional.empty();
        }
    }

    private static boolean asksForScript(HealthRequest request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return reads && request.query().equals(HtmlFormat.SCRIPT_QUERY);
    }

    private CompletableFuture<HealthResponse> withoutFault(Asking asking, CompletableFuture<HealthResponse> answer) {
        boolean good = answer.isDone() && !answer.isCompletedExceptionally();
        return good ? answer : answer.exceptionally(thrown -> problem(asking, thrown));
    }

    private HealthResponse problem(Asking asking, Throwable thrown) {
        HealthRequest request = asking.request();
        Throwable why = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (why instanceof Refusal refusal) {
            if (request.method().equals("POST") && formats.page(request)) {
                return Pages.problem(refusal.status(), refusal.detail(), asking.home());
            }
            return refusal.status() == 404 && request.access().seesDetail()
                    ? directory.listing(refusal)
                    : refusal.response();
        }
        return why instanceof RejectedExecutionException
                ? Problem.unavailable("too many reports are waited for at once")
                : Problem.of(500, "the report could not be made");
    }

    private Question question(Asking asking) {
        HealthRequest request = asking.request();
        Query query = Query.parse(request.query());
        return question(asking, query, formats.choose(query, request.accept()));
    }

    private Question kubernetes(Asking asking) {
        Query query = Query.parse(asking.request().query());
        return question(asking, query, formats.kubernetes(query));
    }

    private Question question(Asking asking, Query query, Format format) {
        Rendering rendering = new Rendering(format, asking.request().access().seesDetail(), query.verbose());
        List<String> notices = rendering.detail() ? asking.notices() : List.of();
        return new Question(
                query.exclude(),
                rendering,
                both(query.warnings(), notices),
                surroundings.around(asking, format),
                asking.waiting());
    }

    private static List<String> both(List<String> some, List<String> others) {
        return some.isEmpty()
                ? others
                : Stream.concat(some.stream(), others.stream()).toList();
    }

    /**
     * Collects the settings of a {@link HealthHandler}. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final ReportSource source;
        private ZoneId zone = TextFormat.DEFAULT.zone();

        private Builder(ReportSource source) {
            this.source = Objects.requireNonNull(source, "source");
        }

        /**
         * Sets the time zone that texts show points in time in. JSON is always in UTC.
         *
         * @param place the time zone; UTC by default
         * @return this builder
         */
        public Builder zone(ZoneId place) {
            this.zone = Objects.requireNonNull(place, "place");
            return this;
        }

        /**
         * Returns the handler.
         *
         * @return the handler
         */
        public HealthHandler build() {
            return new HealthHandler(this);
        }
    }

    /** Made when it is first asked for: the page reads and hashes files, which an application's start need not wait for. */
    private static final class Script {
        private static final HealthResponse ANSWER =
                HealthResponse.of(200, "text/javascript; charset=utf-8", HtmlFormat.script());
    }
}
