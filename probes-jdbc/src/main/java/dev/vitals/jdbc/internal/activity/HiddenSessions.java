package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.findings.GoodToKnow;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes account of what a role may not see: finding nothing among hidden sessions is not health. */
final class HiddenSessions {
    private HiddenSessions() {}

    /** A result without a finding becomes unknown; one with a finding says what it may have missed. */
    static Result mind(Result result, Activity activity) {
        if (activity.hidden() == 0) {
            return result;
        }
        Result partial = result.status() == Status.UP
                ? result.as(Status.UNKNOWN, cause(activity), words(activity))
                : GoodToKnow.note(result, List.of(words(activity)));
        return remedy(partial, activity);
    }

    /** Observes the longest of some ages: zero when there is none, but nothing when that is because it is hidden. */
    static Result longest(
            Result result, Optional<Duration> age, Function<Duration, Observation> observation, Activity activity) {
        return age.isEmpty() && activity.hidden() > 0
                ? result
                : result.observe(observation.apply(age.orElse(Duration.ZERO)));
    }

    /** Observes a number of sessions, unless there may be more of them among the hidden ones. */
    static Result count(Result result, Observation number, Activity activity) {
        return activity.hidden() > 0 ? result : result.observe(number);
    }

    static Result remedy(Result result, Activity activity) {
        return activity.hidden() == 0
                ? result
                : activity.blindness().map(one -> result.remedy(one.remedy())).orElse(result);
    }

    private static Cause cause(Activity activity) {
        return activity.blindness().map(Activity.Blindness::cause).orElse(FailureKind.PERMISSION.cause());
    }

    static String words(Activity activity) {
        String why = activity.blindness().map(Activity.Blindness::why).orElse("hidden");
        long all = activity.sessions().size() + (long) activity.unlisted();
        return "what " + activity.hidden() + " of " + Plural.of(all, "session") + (all == 1 ? " does" : " do") + " is "
                + why;
    }
}
