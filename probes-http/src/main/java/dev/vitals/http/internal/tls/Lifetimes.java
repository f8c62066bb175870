package dev.vitals.http.internal.tls;

import dev.vitals.http.limits.CertificateLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges the time that a chain has left. */
public record Lifetimes(CertificateLimits limits) {
    /**
     * Returns what the time makes of a chain.
     *
     * @param where whose it is, for people
     */
    public Result judge(String where, Chain chain, Instant now) {
        Optional<Flaw> flaw = Flaws.byTime(chain, now);
        X509Certificate first = chain.firstToEnd();
        Duration left = Duration.between(now, Chain.end(first));
        Threshold threshold = limits.of(Chain.lifetime(first));
        Status status = threshold.judge(left);
        Result result = flaw.map(found -> flawed(found, where))
                .orElseGet(() -> timed(status, where + ": " + words(chain, first, left) + threshold.suffix(status)));
        return result.observe(Observation.duration("tls.certificate.left", left).against(threshold))
                .evidence(chain.evidence());
    }

    static Result flawed(Flaw flaw, String where) {
        return Result.down(flaw.cause(), flaw.cause().title() + ": " + where)
                .withRemedies(flaw.cause().steps().stream().map(Remedy::of).toList());
    }

    private static Result timed(Status status, String summary) {
        return status == Status.UP
                ? Result.up(summary)
                : Result.of(status, TlsCauses.EXPIRES_SOON, summary)
                        .withRemedies(TlsCauses.EXPIRES_SOON.steps().stream()
                                .map(Remedy::of)
                                .toList());
    }

    private static String words(Chain chain, X509Certificate first, Duration left) {
        String which = first.equals(chain.own())
                ? "certificate"
                : "intermediate '" + Chain.shown(first.getSubjectX500Principal().getName()) + "'";
        return which + " ends in " + Quantities.duration(left);
    }
}
