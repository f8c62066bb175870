package dev.vitals.errors;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.spi.Knowledge;
import java.util.List;

/**
 * What the probe of logged errors can find.
 *
 * @since 0.1.0
 */
public final class ErrorCauses implements Knowledge {
    static final Cause LOGGED = Cause.of(
            "errors.logged",
            Kind.FAILING,
            "many errors are logged",
            "The application logs more errors than the limit allows. The table groups them by logger, exception and the"
                    + " place where it was thrown, so that what happens often and what happened first can be seen.",
            "look at the exception that occurs most often, and at the place where it was thrown",
            "look for the error that came first: later ones may only follow from it",
            "check what was deployed or changed shortly before");

    /** For the service loader. */
    public ErrorCauses() {}

    @Override
    public List<Cause> causes() {
        return List.of(LOGGED);
    }
}
