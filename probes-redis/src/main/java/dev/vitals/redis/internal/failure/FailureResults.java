package dev.vitals.redis.internal.failure;

import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.client.RedisTarget;

/** Turns a failure to ask a Redis into a result. */
public final class FailureResults {
    private FailureResults() {}

    /**
     * Returns the result of a check that could not ask.
     *
     * @param status what that means to the check
     */
    public static Result of(Status status, RedisFailure failure, RedisTarget target) {
        Result result = Result.of(status, failure.kind().cause(), failure.summary(target));
        if (!failure.kind().saysNothing()) {
            result = result.about(target.subject());
        }
        if (failure.evidence().isPresent()) {
            result = result.evidence(failure.evidence().get());
        }
        for (Remedy remedy : Remedies.of(failure, target)) {
            result = result.remedy(remedy);
        }
        return result;
    }
}
