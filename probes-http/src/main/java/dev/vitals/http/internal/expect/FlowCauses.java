package dev.vitals.http.internal.expect;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What can be wrong with a flow, besides its single requests. */
public final class FlowCauses {
    /** A value is missing. */
    public static final Cause VALUE = Cause.of(
            "flow.value",
            Kind.FAILING,
            "answer lacks a value",
            "A step went well, but its answer lacks the value that a later step needs, such as a token or an id.",
            "look at the answer of that step by hand");

    /** What was made for the check is still there. */
    public static final Cause CLEAN_UP = Cause.of(
            "flow.clean-up",
            Kind.FAILING,
            "clean-up failed",
            "The flow works, but a step that cleans up after it does not, so that what the check has made stays behind.",
            "remove by hand what the check has left behind",
            "mend the step named in the summary");

    private FlowCauses() {}

    /**
     * Returns every cause of this room.
     *
     * @return the causes
     */
    public static List<Cause> all() {
        return List.of(VALUE, CLEAN_UP);
    }
}
