package dev.vitals.redis.internal.failure;

import dev.vitals.probe.Evidence;
import dev.vitals.redis.internal.client.RedisTarget;
import java.util.Optional;

/** Redis could not be asked, or answered with an error. Carries no text of an exception, which may hold secrets. */
public final class RedisFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String detail;
    private final transient Optional<Evidence> evidence;

    private RedisFailure(FailureKind kind, String detail, Optional<Evidence> evidence) {
        super(kind.cause(), null, false, false);
        this.kind = kind;
        this.detail = detail;
        this.evidence = evidence;
    }

    /** Returns a failure; {@code detail} follows what the kind says, and may be empty. */
    public static RedisFailure of(FailureKind kind, String detail) {
        return new RedisFailure(kind, detail, Optional.empty());
    }

    public RedisFailure plus(String moreDetail) {
        return new RedisFailure(kind, detail + moreDetail, evidence);
    }

    RedisFailure with(Evidence found) {
        return new RedisFailure(kind, detail, Optional.of(found));
    }

    public FailureKind kind() {
        return kind;
    }

    Optional<Evidence> evidence() {
        return evidence;
    }

    String summary(RedisTarget target) {
        return kind.says(target) + detail;
    }
}
