package dev.vitals.examples.quickstart;

import dev.vitals.endpoint.Authoriser;
import dev.vitals.endpoint.Caller;
import dev.vitals.format.Access;

/**
 * Lets who sits at this machine take dumps and work on incidents. Right for a demonstration; in production anybody on the
 * host could, and a token is better: {@link Authoriser#bearer}.
 */
final class LocalOperator implements Authoriser {
    private final Authoriser loopback = Authoriser.loopback();

    @Override
    public Access access(Caller caller) {
        Access access = loopback.access(caller);
        return access.seesDetail() ? Access.OPERATE : access;
    }

    @Override
    public boolean isImmediate() {
        return loopback.isImmediate();
    }
}
