package dev.vitals.http;

import dev.vitals.http.internal.exchange.Answer;
import dev.vitals.http.internal.exchange.Exchange;
import dev.vitals.http.internal.exchange.Pause;
import dev.vitals.http.internal.exchange.Word;
import dev.vitals.http.internal.expect.FlowCauses;
import dev.vitals.http.internal.expect.Keep;
import dev.vitals.http.internal.expect.UndecidedException;
import dev.vitals.http.internal.failure.Family;
import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.limits.HttpLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of a flow. */
final class FlowRun {
    private final List<FlowStep> steps;
    private final HttpLimits limits;
    private final Exchange exchange;
    private final Pause pause;
    private final ProbeContext context;
    private final Map<String, String> values = new HashMap<>();
    private final List<Took> took = new ArrayList<>();
    private Optional<Result> broken = Optional.empty();
    private Optional<Result> littered = Optional.empty();
    private Optional<Result> halved = Optional.empty();

    private record Took(String step, Duration time) {}

    FlowRun(List<FlowStep> steps, HttpLimits limits, Exchange exchange, Pause pause, ProbeContext context) {
        this.steps = steps;
        this.limits = limits;
        this.exchange = exchange;
        this.pause = pause;
        this.context = context;
    }

    Result result() {
        long start = System.nanoTime();
        for (FlowStep step : steps) {
            if (step.cleansUp()) {
                cleanUp(step);
            } else if (broken.isEmpty()) {
                broken = wrong(step);
            }
        }
        Result result =
                broken.or(() -> littered).or(() -> halved).or(this::slow).orElseGet(() -> fine(start));
        return result.observe(Observation.duration("flow.time", Duration.ofNanos(System.nanoTime() - start)))
                .evidence(new Evidence.Table("steps", List.of("step", "took"), rows()));
    }

    private void cleanUp(FlowStep step) {
        if (values.keySet().containsAll(step.needs())) {
            Optional<Result> failed = wrong(step)
                    .map(result -> Result.degraded(
                                    FlowCauses.CLEAN_UP, FlowCauses.CLEAN_UP.title() + ": " + result.summary())
                            .withEvidence(result.evidence()));
            littered = littered.or(() -> failed);
        }
    }

    private Optional<Result> wrong(FlowStep step) {
        String what = named(step) + " " + step.call();
        Word word = Word.of(context, failure -> failed(step, failure));
        try {
            Answer answer = exchange.perform(step.call().request(), values, word.forRequest(), word);
            took.add(new Took(step.name(), answer.timing().whole()));
            halved = halved.or(() -> answer.besides().map(failure -> failed(step, failure)));
            Optional<Result> wrong = step.call().expectations().wrong(what, answer, word.forStep());
            return wrong.isPresent()
                    ? wrong.map(result -> step.cleansUp() ? result : pause.heed(result, answer, context.now()))
                    : keep(step, answer, word);
        } catch (HttpFailure e) {
            return Optional.of(failed(step, e));
        }
    }

    private Optional<Result> keep(FlowStep step, Answer answer, Word word) {
        for (Keep keep : step.kept()) {
            Optional<String> found;
            try {
                found = keep.find(answer, word.forStep());
            } catch (UndecidedException e) {
                found = Optional.empty();
            }
            if (found.isEmpty()) {
                return Optional.of(Result.down(
                        FlowCauses.VALUE, FlowCauses.VALUE.title() + ": " + named(step) + " has no " + keep));
            }
            values.put(keep.name(), found.get());
        }
        return Optional.empty();
    }

    private Result failed(FlowStep step, HttpFailure failure) {
        return failure.result(
                Family.HTTP,
                named(step) + " " + step.call(),
                step.call().request().remote());
    }

    private Optional<Result> slow() {
        return took.stream()
                .filter(each -> limits.answer().judge(each.time()) != Status.UP)
                .findFirst()
                .map(each -> {
                    Status status = limits.answer().judge(each.time());
                    String summary = "step '" + each.step() + "' takes " + Quantities.duration(each.time())
                            + limits.answer().suffix(status);
                    return Result.of(status, HttpCauses.SLOW, summary);
                });
    }

    private Result fine(long start) {
        return Result.up(Plural.of(took.size(), "step") + " in "
                + Quantities.duration(Duration.ofNanos(System.nanoTime() - start)));
    }

    private String named(FlowStep step) {
        return "step '" + step.name() + "' (" + (steps.indexOf(step) + 1) + " of " + steps.size() + ")";
    }

    private List<List<String>> rows() {
        return took.stream()
                .map(each -> List.of(each.step(), Quantities.duration(each.time())))
                .toList();
    }
}
