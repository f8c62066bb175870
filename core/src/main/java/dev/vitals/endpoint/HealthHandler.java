package dev.vitals.endpoint;

import dev.vitals.format.TextFormat;
import dev.vitals.report.ReportSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;

/**
 * Answers health requests, whatever server they came in by.
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
 * <tr><td>{@code /{group}/{check}}</td><td>one check</td><td>{@code DOWN}; in {@code ready} and {@code started} also
 * before the first result</td></tr>
 * </table>
 *
 * <p>Everything else that has an answer is a 200. {@code live}, {@code ready} and {@code started} answer in one short
 * line unless {@code ?verbose} is given. {@code ?exclude=name}, as often as needed, leaves a check out;
 * {@code ?format=json} or {@code text} goes before {@code Accept}; {@code ?colour} colours text. Errors of the question
 * are {@code application/problem+json}: 400 for a malformed query, 404 for what does not exist, 405 for anything but GET
 * and HEAD, 406 when {@code Accept} rules out every form, 414 for a path over 512 or a query over 2,048 characters.
 *
 * <p>This class is thread-safe. It takes no lock, and answers from bytes it has rendered before while the source gives
 * the identical report.
 *
 * @since 0.1.0
 */
public final class HealthHandler {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Formats formats;
    private final Answers answers;

    private HealthHandler(Builder builder) {
        this.formats = new Formats(builder.zone);
        this.answers = new Answers(builder.source);
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
     * Answers a request. Blocks as the source does, see {@link ReportSource#report}. Never throws: an error of the
     * source becomes a 500 that does not say which.
     *
     * @param request the request
     * @return the answer
     */
    public HealthResponse handle(HealthRequest request) {
        HealthResponse response = answerOrProblem(request);
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    private HealthResponse answerOrProblem(HealthRequest request) {
        if (!METHODS.contains(request.method())) {
            return Problem.of(405, "only GET and HEAD are answered here").header("Allow", "GET, HEAD");
        }
        try {
            Target target = Target.parse(request.path());
            Query query = Query.parse(request.query());
            return answers.answer(
                    target,
                    query,
                    new Rendering(
                            formats.choose(query, request.accept()),
                            request.access().seesDetail(),
                            query.verbose()));
        } catch (Refusal refusal) {
            return refusal.response();
        } catch (RuntimeException e) {
            return Problem.of(500, "the report could not be made");
        }
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
