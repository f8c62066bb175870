package dev.vitals.redis.internal.failure;

import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.client.RedisTarget;
import java.util.List;

/** What to do next, with the real address, user and command. */
public final class Remedies {
    private Remedies() {}

    /** Returns the result of a check that could not ask. */
    public static Result failed(Status status, RedisFailure failure, RedisTarget target, String command) {
        Result result = Result.of(status, failure.kind().cause(), failure.summary(target));
        if (failure.evidence().isPresent()) {
            result = result.evidence(failure.evidence().get());
        }
        return add(result, of(failure.kind(), target, command));
    }

    public static Result add(Result result, List<Remedy> remedies) {
        for (Remedy remedy : remedies) {
            result = result.remedy(remedy);
        }
        return result;
    }

    public static List<Remedy> slow(RedisTarget target) {
        return List.of(
                Remedy.run("look for slow commands and scripts", target.cli("SLOWLOG GET 10")),
                Remedy.run("compare with the latency seen from another host", target.cli("--latency-history -i 5")));
    }

    private static List<Remedy> of(FailureKind kind, RedisTarget target, String command) {
        return switch (kind) {
            case REFUSED ->
                List.of(Remedy.run("start Redis at " + target + ", or correct the address", target.cli("PING")));
            case DNS -> List.of(Remedy.of("correct the host name in " + target + ", or the resolver of this host"));
            case UNREACHABLE ->
                List.of(Remedy.of("look for the network between this host and " + target + ": routes, firewall, VPN"));
            case TIMEOUT -> timeout(target);
            case TLS -> tls(target);
            case CLOSED ->
                List.of(Remedy.run(
                        "find out what listens at " + target
                                + ": a Redis at its client limit with TLS, one that wants TLS, or something else",
                        target.cli("PING")));
            case PROTOCOL -> List.of(Remedy.of("correct the port: what listens at " + target + " is not Redis"));
            case MAXCLIENTS -> maxClients(target);
            case PROTECTED ->
                List.of(Remedy.of(
                        "set a password or 'bind' and 'protected-mode no' in the configuration of " + target));
            case AUTH ->
                List.of(Remedy.run(
                        "correct the credentials the application has for " + target
                                + "; not tried again for up to a minute, so that the user is not locked out",
                        target.cli("ACL WHOAMI")));
            case PERMISSION -> permission(target, command);
            case LOADING ->
                List.of(Remedy.run(
                        "wait: " + target + " takes commands when it has loaded its data",
                        target.cli("INFO persistence")));
            case BUSY ->
                List.of(
                        Remedy.run("end the script, if it has not written yet", target.cli("SCRIPT KILL")),
                        Remedy.run("or the function, from Redis 7", target.cli("FUNCTION KILL")));
            case MASTERDOWN ->
                List.of(Remedy.run("see which master " + target + " lost", target.cli("INFO replication")));
            case MISCONF ->
                List.of(Remedy.run(
                        "see why " + target + " cannot save: disk full, rights", target.cli("INFO persistence")));
            case REPLY -> List.of(Remedy.run("see the whole answer", target.cli("PING")));
        };
    }

    private static List<Remedy> timeout(RedisTarget target) {
        Remedy ask = Remedy.run("see whether " + target + " answers anybody", target.cli("PING"));
        Remedy look = Remedy.of("look at its host for a frozen or swapping process, and at the firewall between");
        // A port without TLS waits for the end of a line that a TLS client never sends.
        return target.isTls()
                ? List.of(ask, look, Remedy.of("check that " + target + " has TLS on this port"))
                : List.of(ask, look);
    }

    private static List<Remedy> tls(RedisTarget target) {
        String advice = target.isTls()
                ? "check that " + target + " has TLS on this port and a certificate this client trusts"
                : "use rediss:// for " + target + ", or a port without TLS";
        return List.of(Remedy.of(advice));
    }

    private static List<Remedy> maxClients(RedisTarget target) {
        return List.of(
                Remedy.of("end idle clients of " + target + " or make the pools that use it smaller"),
                Remedy.of("or raise 'maxclients' there, over a connection that is still open"));
    }

    private static List<Remedy> permission(RedisTarget target, String command) {
        return List.of(Remedy.run(
                "grant the right at " + target + " as an administrator, and keep it with ACL SAVE",
                "ACL SETUSER " + target.user() + " +" + command));
    }
}
