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

    static List<Remedy> of(RedisFailure failure, RedisTarget target) {
        return failure.kind()
                .network()
                .map(fault -> ofNetwork(fault, target))
                .orElseGet(() -> ofServer(failure, target));
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
                Stream.of(
                        target.isTls()
                                ? words("check that {} has TLS on this port", target)
                                : words("or wait, if CLIENT PAUSE was run there: until then it answers no client"));
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
                Stream.of(words("try the credentials by hand; a user that is off is refused in the same words")
                        .run(target.cli("ACL WHOAMI")));
            default -> Stream.of(words("see by hand whether Redis answers").run(target.cli("PING")));
        };
    }

    private static List<Remedy> ofServer(RedisFailure failure, RedisTarget target) {
        return switch (failure.kind()) {
            case MAXCLIENTS ->
                List.of(
                        words("end idle clients of {} or make the pools that connect there smaller", target),
                        words("or raise 'maxclients' there, over a connection that is still open"));
            case PROTECTED ->
                List.of(words("set a password, or 'bind' and 'protected-mode no', in the configuration of {}", target));
            case PERMISSION ->
                List.of(words("grant the right as an administrator, and keep it with ACL SAVE")
                        .run(grant(target, failure.rights())));
            case LOADING ->
                List.of(words("wait: {} takes commands when it has loaded its data", target)
                        .run(target.cli("INFO persistence")));
            case SCRIPT ->
                List.of(
                        words("end the script, if it has not written yet").run(target.cli("SCRIPT KILL")),
                        words("or the function, from Redis 7 on").run(target.cli("FUNCTION KILL")),
                        words("one that has written can only be ended with the server, which loses what was not saved:"
                                + " SHUTDOWN NOSAVE"));
            case MASTERDOWN ->
                List.of(words("see which master {} has lost", target).run(target.cli("INFO replication")));
            case MISCONF ->
                List.of(words("see why {} cannot save: disk full, directory missing, no right to write", target)
                        .run(target.cli("INFO persistence")));
            case DATABASE ->
                List.of(
                        words(
                                "correct the number of the database in the settings of the application: {} has 16, from 0 to 15,"
                                        + " unless 'databases' is set there, and a node of a cluster has 0 alone",
                                target),
                        words("or raise 'databases' in its configuration and restart it"));
            case SENTINEL ->
                List.of(
                        words("connect to the server that holds the data: this sentinel names it")
                                .run(target.cli("SENTINEL MASTERS")),
                        words("to check the sentinel itself, use RedisProbes.ofSentinel(name, uri)"));
            case NOT_SENTINEL ->
                List.of(words("use the port of the sentinel, 26379 unless changed, or RedisProbes.of(name, uri)"));
            case CLUSTERDOWN ->
                List.of(words("see which slots and nodes are missing").run(target.cli("CLUSTER NODES")));
            case MOVED ->
                List.of(words("check this key at the node that holds it").run(target.cli("CLUSTER NODES")));
            case NOQUORUM ->
                List.of(words("start the sentinels that are missing").run(target.cli("SENTINEL MASTERS")));
            case COMMAND ->
                List.of(
                        words(
                                "see whether the command was renamed or disabled, with rename-command in the configuration"
                                        + " of {}, or a proxy answers in its place",
                                target),
                        words("leave the check out where the command is not to be had"));
            default ->
                List.of(failure.command()
                        .map(command -> words("see the whole reply").run(target.cli(command.toString())))
                        .orElseGet(() -> words("see the log of the server at {}", target)));
        };
    }

    /** An administrator logs in otherwise than the application, so the line names no user. */
    private static Command grant(RedisTarget target, List<String> rights) {
        Stream<Object> user = Stream.of(target.user().orElse(RedisTarget.DEFAULT_USER));
        return target.adminCli(
                "ACL SETUSER {}" + " {}".repeat(rights.size()),
                Stream.concat(user, rights.stream()).toArray());
    }

    private static Remedy words(String words, Object... arguments) {
        return Remedy.words(words, arguments);
    }
}
