package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.List;

/** Says what a role could not see: nothing found among hidden sessions is not health. */
final class HiddenSessions {
    private static final String CAUSE = "db.permission";

    private HiddenSessions() {}

    /** A result that found nothing becomes unknown; one that found something is told what it may have missed. */
    static Result mind(Result result, Activity activity) {
        if (activity.hidden() == 0) {
            return result;
        }
        Result told = result.status() == Status.UP
                ? result.as(Status.UNKNOWN, CAUSE, words(activity))
                : result.evidence(new Evidence.Text("good to know", List.of(words(activity))));
        return remedy(told, activity);
    }

    /** Adds the longest age of what could be seen, unless nothing was and there is more: zero would be an invention. */
    static Result longest(Result result, Observation age, Activity activity) {
        return activity.hidden() > 0 && age.value() == 0 ? result : result.observe(age);
    }

    static Result remedy(Result result, Activity activity) {
        return activity.hidden() == 0
                ? result
                : activity.blindness().map(one -> result.remedy(one.remedy())).orElse(result);
    }

    static String words(Activity activity) {
        String role = activity.blindness().map(one -> " from " + one.who()).orElse("");
        long all = activity.sessions().size() + (long) activity.unlisted();
        return "what " + activity.hidden() + " of " + Words.count(all, "session") + (all == 1 ? " does" : " do")
                + " is hidden" + role;
    }
}
