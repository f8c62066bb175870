package dev.vitals.meter;

import dev.vitals.meter.Growth.Grown;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One way to look at meters. */
interface Measure {
    /** The name of the number that is held against the threshold. */
    String VALUE = "meter.value";

    /**
     * Reads the meters and judges.
     *
     * @throws Unreadable if the meters do not show it
     */
    Result take();

    /** Judges a number by the threshold it comes with, with more about it before and behind the limit in the summary. */
    static Result judged(Cause cause, Observation number, String before, String behind) {
        Status status = number.judge();
        String limit =
                number.threshold().map(threshold -> threshold.suffix(status)).orElse("");
        String line = before + number.shown() + behind + limit;
        return (status == Status.UP ? Result.up(line) : Result.of(status, cause, line)).observe(number);
    }

    /** What is known of a window that has hardly begun. */
    static Unreadable tooEarly() {
        return new Unreadable(Result.unknown(
                MeterCauses.NO_VALUE, "this is the first sample: what happens is known from the next run on"));
    }

    /** Returns a time as the end of a line. */
    static String within(double seconds) {
        return " within " + Unit.SECONDS.show(Math.rint(seconds));
    }

    /** Returns the shorter of the time that is known and the whole window. */
    static String within(double seconds, Duration window) {
        return within(Math.min(seconds, window.toSeconds()));
    }

    /** Adds the meters that had most of what is wrong, if anything is. */
    static Result led(Result result, List<Grown> leaders) {
        if (result.status() == Status.UP || leaders.isEmpty()) {
            return result;
        }
        return result.evidence(new Evidence.Table(
                "meters that grew most since the sample before",
                List.of("count", "meter"),
                leaders.stream()
                        .map(grown -> List.of(Unit.COUNT.show(grown.by()), shown(grown.id())))
                        .toList()));
    }

    /** Returns a meter with its tags. */
    static String shown(Meter.Id id) {
        return id.getTags().stream()
                .map((Tag tag) -> tag.getKey() + "=\"" + tag.getValue() + "\"")
                .collect(Collectors.joining(",", id.getName() + "{", "}"));
    }
}
