package dev.vitals.redis.internal.failure;

import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.remote.NetworkFault;
import java.util.List;
import java.util.stream.Stream;

/** What to do about a failure, with the real address, user and command. */
final class Remedies {
    private Remedies() {}

    static List<Remedy> of(FailureKind kind, RedisTarget target, String command) {
        return kind.network().map(fault -> ofNetwork(fault, target)).orElseGet(() -> ofServer(kind, target, command));
    }

    private static List<Remedy> ofNetwork(NetworkFault fault, RedisTarget target) {
        if (fault.ours()) {
            return List.of();
        }
        return Stream.of(fault.remedies(target.remote(), "Redis").stream(), ofTls(fault, target), byHand(fault, target))
                .flatMap(remedies -> remedies)
                .toList();
    }

    /** Plain text where TLS is wanted, or the reverse, often looks like another fault. */
    private static Stream<Remedy> ofTls(NetworkFault fault, RedisTarget target) {
        return switch (fault) {
            case LOST ->
                Stream.of(
                        target.isTls()
                                ? words("check whether {} is at its client limit: over TLS it then just closes", target)
                                : words("use rediss:// if {} wants TLS on this port", target));
            // A port without TLS waits for the end of a line that a TLS client never sends.
            case TIMEOUT ->
                target.isTls() ? Stream.of(words("check that {} has TLS on this port", target)) : Stream.empty();
            case TLS ->
                target.isTls()
                        ? Stream.empty()
                        : Stream.of(words("use rediss:// for {}, or a port without TLS", target));
            default -> Stream.empty();
        };
    }

    private static Stream<Remedy> byHand(NetworkFault fault, RedisTarget target) {
        return switch (fault) {
            case DNS -> Stream.empty();
            case AUTHENTICATION ->
                Stream.of(words("try the credentials by hand").run(target.cli("ACL WHOAMI")));
            default -> Stream.of(words("see by hand whether Redis answers").run(target.cli("PING")));
        };
    }

    private static List<Remedy> ofServer(FailureKind kind, RedisTarget target, String command) {
        return switch (kind) {
            case MAXCLIENTS ->
                List.of(
                        words("end idle clients of {} or make the pools that connect there smaller", target),
                        words("or raise 'maxclients' there, over a connection that is still open"));
            case PROTECTED ->
                List.of(words("set a password, or 'bind' and 'protected-mode no', in the configuration of {}", target));
            case PERMISSION ->
                List.of(words("grant the right as an administrator, and keep it with ACL SAVE")
                        .run(grant(target, command)));
            case LOADING ->
                List.of(words("wait: {} takes commands when it has loaded its data", target)
                        .run(target.cli("INFO persistence")));
            case SCRIPT ->
                List.of(
                        words("end the script, if it has not written yet").run(target.cli("SCRIPT KILL")),
                        words("or the function, from Redis 7 on").run(target.cli("FUNCTION KILL")));
            case MASTERDOWN ->
                List.of(words("see which master {} has lost", target).run(target.cli("INFO replication")));
            case MISCONF ->
                List.of(words("see why {} cannot save: disk full, directory missing, no right to write", target)
                        .run(target.cli("INFO persistence")));
            default -> List.of(words("see the whole reply").run(target.cli("PING")));
        };
    }

    /** An administrator logs in otherwise than the application, so the line names no user. */
    private static Command grant(RedisTarget target, String command) {
        return target.adminCli("ACL SETUSER {} {}", target.user().orElse(RedisTarget.DEFAULT_USER), "+" + command);
    }

    private static Remedy words(String words, Object... arguments) {
        return Remedy.words(words, arguments);
    }
}
