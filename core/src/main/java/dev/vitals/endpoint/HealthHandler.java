package dev.vitals.endpoint;

import dev.vitals.format.TextFormat;
import dev.vitals.probe.Group;
import dev.vitals.report.ReportSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;

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
 * <tr><td>{@code /{group}}</td><td>the checks of a group</td><td>{@code DOWN}</td></tr>
 * <tr><td>{@code /{check}}</td><td>one check, unless a group has its name</td><td>{@code DOWN}</td></tr>
 * <tr><td>{@code /{group}/{check}}</td><td>one check of a group</td><td>{@code DOWN}; in {@code ready} and
 * {@code started} also before the first result</td></tr>
 * </table>
 *
 * <p>Every other answer is a 200. {@code live}, {@code ready} and {@code started} answer in one short line unless
 * {@code ?verbose} is given. {@code ?exclude=name}, as often as needed, leaves a check out; {@code ?format=json} or
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
    /** The first words of paths that are operations, also of those to come: a group must not stand in their way. */
    private static final Set<String> RESERVED = Set.of("dump", "incidents");

    private final Formats formats;
    private final Directory directory;
    private final Routes routes;

    private HealthHandler(Builder builder) {
        this.formats = new Formats(builder.zone);
        this.directory = new Directory(builder.source);
        Answers answers = new Answers(builder.source);
        this.routes = new Routes(
                Route.get("/", (request, path) -> answers.everything(question(request))),
                Route.get("/live", (request, path) -> answers.probe(Group.LIVE, question(request))),
                Route.get("/ready", (request, path) -> answers.probe(Group.READY, question(request))),
                Route.get("/started", (request, path) -> answers.probe(Group.STARTED, question(request))),
                Route.get("/{name}", (request, path) -> answers.named(path.get(0), question(request))),
                Route.get(
                        "/{group}/{check}",
                        (request, path) -> answers.member(path.get(0), path.get(1), question(request))));
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
     * Returns the names that no group of an application can have, since a path that starts with one is an operation or
     * will be.
     *
     * @return the names, such as {@code dump} and {@code incidents}
     */
    public static Set<String> reservedNames() {
        return RESERVED;
    }

    /**
     * Answers a request. Blocks as the source does, see {@link ReportSource#report}. Never throws: an error of the
     * source becomes a 500 that does not say which.
     *
     * @param request the request
     * @return the answer
     */
    public HealthResponse handle(HealthRequest request) {
        Objects.requireNonNull(request, "request");
        HealthResponse response = answerOrProblem(request);
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    private HealthResponse answerOrProblem(HealthRequest request) {
        try {
            return routes.answer(request);
        } catch (Refusal refusal) {
            return refusal.status() == 404 && request.access().seesDetail()
                    ? directory.listing(refusal)
                    : refusal.response();
        } catch (RuntimeException e) {
            return Problem.of(500, "the report could not be made");
        }
    }

    private Question question(HealthRequest request) {
        Query query = Query.parse(request.query());
        return new Question(
                query.exclude(),
                new Rendering(
                        formats.choose(query, request.accept()),
                        request.access().seesDetail(),
                        query.verbose()));
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
}
