package dev.vitals.redis.internal.failure;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.redis.internal.client.RedisTarget;
import java.time.Duration;
import java.util.Optional;

/** Redis could not be asked, or answered with an error. Carries no text of an exception, which may hold secrets. */
public final class RedisFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String detail;
    private final transient Optional<Evidence> evidence;
    private final transient Optional<Duration> retryIn;

    private RedisFailure(FailureKind kind, String detail, Optional<Evidence> evidence, Optional<Duration> retryIn) {
        super(kind.cause().code(), null, false, false);
        this.kind = kind;
        this.detail = detail;
        this.evidence = evidence;
        this.retryIn = retryIn;
    }

    public static RedisFailure of(FailureKind kind) {
        return of(kind, "");
    }

    /** Returns a failure with more about it, in a few words; if it is ours, they are all that is said. */
    public static RedisFailure of(FailureKind kind, String detail) {
        return new RedisFailure(kind, detail, Optional.empty(), Optional.empty());
    }

    public RedisFailure detail(String words) {
        return new RedisFailure(kind, words, evidence, retryIn);
    }

    RedisFailure evidence(Evidence found) {
        return new RedisFailure(kind, detail, Optional.of(found), retryIn);
    }

    /** Returns this failure with the time until the server is asked again. */
    public RedisFailure retryIn(Duration wait) {
        return new RedisFailure(kind, detail, evidence, Optional.of(wait));
    }

    public FailureKind kind() {
        return kind;
    }

    /** Whether it is known already when the server is asked again. */
    public boolean waits() {
        return retryIn.isPresent();
    }

    Optional<Evidence> evidence() {
        return evidence;
    }

    String summary(RedisTarget target) {
        if (kind.ours()) {
            return detail;
        }
        StringBuilder words =
                new StringBuilder(kind.cause().title()).append(": ").append(target);
        if (kind == FailureKind.AUTH || kind == FailureKind.PERMISSION) {
            target.user().ifPresent(user -> words.append(" as ").append(user));
        }
        if (!detail.isEmpty()) {
            words.append(" (").append(detail).append(')');
        }
        retryIn.ifPresent(wait -> words.append(", next attempt in ").append(Quantities.duration(wait)));
        return words.toString();
    }
}
