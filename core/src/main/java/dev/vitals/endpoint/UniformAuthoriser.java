package dev.vitals.endpoint;

import dev.vitals.format.Access;
import java.util.Objects;

/** The same for every caller. */
final class UniformAuthoriser implements Authoriser {
    private final Access access;

    UniformAuthoriser(Access access) {
        this.access = Objects.requireNonNull(access, "access");
    }

    @Override
    public Access access(Caller caller) {
        return access;
    }

    @Override
    public boolean isImmediate() {
        return true;
    }
}
