package dev.vitals.http.internal.expect;

import dev.vitals.http.internal.exchange.Answer;
import dev.vitals.http.internal.failure.Family;
import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.time.Budget;
import dev.vitals.http.internal.tls.Chain;
import dev.vitals.http.internal.tls.Flaw;
import dev.vitals.http.internal.tls.Flaws;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.remote.NetworkFault;
import dev.vitals.text.Clean;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an answer must look like.
 *
 * @param statuses the right statuses; empty for any from 200 to 299
 * @param conditions what must hold of the body
 * @param asked whether the service is only asked about something else, which is UNKNOWN while it does not answer
 */
public record Expectations(Set<Integer> statuses, List<Condition> conditions, boolean asked) {
    /** Any success. */
    public static final Expectations SUCCESS = new Expectations(Set.of(), List.of(), false);

    private static final int LINES = 5;
    private static final int LONGEST_LINE = 200;

    /** Copies. */
    public Expectations {
        statuses = Set.copyOf(statuses);
        conditions = List.copyOf(conditions);
    }

    public Expectations and(Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(condition);
        return new Expectations(statuses, more, asked);
    }

    public Expectations statuses(Set<Integer> right) {
        return new Expectations(right, conditions, asked);
    }

    public Expectations ofSomethingElse() {
        return new Expectations(statuses, conditions, true);
    }

    private Status status(Status usual) {
        return asked ? Status.UNKNOWN : usual;
    }

    /**
     * Returns what is wrong with an answer; empty when it is right.
     *
     * @param what what was asked for, for people
     */
    public Optional<Result> wrong(String what, Answer answer, Budget budget) {
        return expired(what, answer).or(() -> status(what, answer)).or(() -> content(what, answer, budget));
    }

    /** A connection that was made before the certificate ended goes on; no new one would come to be. */
    private Optional<Result> expired(String what, Answer answer) {
        return answer.tls()
                .flatMap(Chain::of)
                .map(chain -> chain.accepted(Instant.now()))
                .flatMap(chain -> Flaws.byTime(chain, Instant.now())
                        .filter(flaw -> flaw == Flaw.EXPIRED)
                        .map(flaw -> Result.of(
                                        status(Status.DOWN),
                                        flaw.cause(),
                                        flaw.cause().title() + ": " + what)
                                .about(answer.remote().subjects().toArray(Subject[]::new))
                                .evidence(chain.evidence())));
    }

    private Optional<Result> status(String what, Answer answer) {
        int status = answer.status();
        boolean right = statuses.isEmpty() ? status >= 200 && status <= 299 : statuses.contains(status);
        if (right) {
            return Optional.empty();
        }
        Cause cause = cause(answer);
        String expected = statuses.isEmpty() ? "" : ", expected " + new TreeSet<>(statuses);
        Result result = Result.of(
                status(cause.equals(HttpCauses.RATE_LIMITED) ? Status.DEGRADED : Status.DOWN),
                cause,
                cause.title() + ": " + what + " answers " + status + expected);
        return Optional.of(result.withEvidence(evidence(answer)).withRemedies(remedies(cause, answer)));
    }

    private static Cause cause(Answer answer) {
        int status = answer.status();
        return switch (status) {
            case 401, 403 -> Family.HTTP.cause(NetworkFault.AUTHENTICATION);
            case 407 -> HttpCauses.PROXY_AUTH;
            case 429 -> HttpCauses.RATE_LIMITED;
            case 502, 504 -> HttpCauses.GATEWAY;
            case 503 -> answer.header("Retry-After").isPresent() ? HttpCauses.MAINTENANCE : HttpCauses.SERVER_ERROR;
            default -> ofClass(status);
        };
    }

    private static Cause ofClass(int status) {
        return switch (status / 100) {
            case 3 -> HttpCauses.REDIRECT;
            case 4 -> HttpCauses.CLIENT_ERROR;
            case 5 -> HttpCauses.SERVER_ERROR;
            default -> HttpCauses.STATUS;
        };
    }

    private static List<Remedy> remedies(Cause cause, Answer answer) {
        Stream<Remedy> where = answer.header("Location").stream()
                .filter(to -> cause.equals(HttpCauses.REDIRECT))
                .map(to -> Remedy.words("it redirects to {}", Clean.line(withoutQuery(to), LONGEST_LINE)));
        Stream<Remedy> general = cause.code().equals(NetworkFault.AUTHENTICATION.code("http"))
                ? NetworkFault.AUTHENTICATION.remedies(answer.remote(), "the service").stream()
                : cause.steps().stream().map(Remedy::of);
        return Stream.concat(where, general).toList();
    }

    private static String withoutQuery(String location) {
        return location.replaceFirst("[?#].*", "");
    }

    private Optional<Result> content(String what, Answer answer, Budget budget) {
        if (conditions.isEmpty()) {
            return Optional.empty();
        }
        try {
            return content(what, answer, Body.of(answer, budget));
        } catch (UndecidedException e) {
            return Optional.of(undecided(what, answer, e));
        }
    }

    private Optional<Result> content(String what, Answer answer, Body body) throws UndecidedException {
        for (Condition condition : conditions) {
            Optional<String> unmet = condition.unmet(body);
            if (body.isCut() && unmet.isEmpty() != condition.holdsOnStart()) {
                throw new UndecidedException(HttpCauses.TOO_LARGE, "");
            }
            if (unmet.isPresent()) {
                String summary = HttpCauses.CONTENT.title() + ": " + what + ", " + unmet.get();
                return Optional.of(Result.of(status(Status.DOWN), HttpCauses.CONTENT, summary)
                        .withEvidence(evidence(answer)));
            }
        }
        return Optional.empty();
    }

    private Result undecided(String what, Answer answer, UndecidedException reason) {
        Cause cause = reason.reason();
        boolean unknown = cause.kind() == Cause.Kind.UNKNOWN;
        String detail = String.valueOf(reason.getMessage());
        String summary = cause.title() + ": " + what + (detail.isEmpty() ? "" : ", " + detail);
        return Result.of(unknown ? Status.UNKNOWN : status(Status.DOWN), cause, summary)
                .withEvidence(evidence(answer))
                .withRemedies(cause.steps().stream().map(Remedy::of).toList());
    }

    private static List<Evidence> evidence(Answer answer) {
        Answer.Content content;
        try {
            content = answer.content();
        } catch (IOException e) {
            return List.of();
        }
        List<String> lines = content.text()
                .lines()
                .filter(line -> !line.isBlank())
                .limit(LINES)
                .map(line -> Clean.line(line, LONGEST_LINE))
                .toList();
        return lines.isEmpty() ? List.of() : List.of(new Evidence.Text("start of the answer", lines));
    }
}
