package dev.vitals.redis.internal.failure;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.redis.internal.client.RedisTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Redis could not be asked, or answered with an error. Carries no text of an exception, which may hold secrets. */
public final class RedisFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String detail;
    private final transient Optional<CommandName> command;
    private final transient List<String> rules;
    private final transient Optional<Evidence> evidence;
    private final transient Optional<Duration> retryIn;

    private RedisFailure(
            FailureKind kind,
            String detail,
            Optional<CommandName> command,
            List<String> rules,
            Optional<Evidence> evidence,
            Optional<Duration> retryIn) {
        super(kind.cause().code(), null, false, false);
        this.kind = kind;
        this.detail = detail;
        this.command = command;
        this.rules = rules;
        this.evidence = evidence;
        this.retryIn = retryIn;
    }

    public static RedisFailure of(FailureKind kind) {
        return of(kind, "");
    }

    /** Returns a failure with more about it, in a few words; if it is ours, they are all that is said. */
    public static RedisFailure of(FailureKind kind, String detail) {
        return new RedisFailure(kind, detail, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    public RedisFailure detail(String words) {
        return new RedisFailure(kind, words, command, rules, evidence, retryIn);
    }

    /** Returns this failure as the answer to a command. */
    public RedisFailure to(CommandName asked) {
        return new RedisFailure(kind, detail, Optional.of(asked), rules, evidence, retryIn);
    }

    /** Returns this failure with all that its check needs the right to: one command refused, the next would be too. */
    public RedisFailure needs(List<String> commands, String key) {
        // What is special in a pattern is in a key an ordinary character.
        String pattern = "~" + key.replaceAll("([\\\\*?\\[\\]])", "\\\\$1");
        List<String> rules =
                Stream.concat(commands.stream(), Stream.of(pattern)).toList();
        return new RedisFailure(kind, detail, command, rules, evidence, retryIn);
    }

    RedisFailure evidence(Evidence found) {
        return new RedisFailure(kind, detail, command, rules, Optional.of(found), retryIn);
    }

    /** Returns this failure with the time until the server is asked again. */
    public RedisFailure retryIn(Duration wait) {
        return new RedisFailure(kind, detail, command, rules, evidence, Optional.of(wait));
    }

    /** Returns the command that failed; empty if it failed before one was sent. */
    Optional<CommandName> command() {
        return command;
    }

    /** Returns what the user has to be granted for this command, as rules of an access control list. */
    List<String> rights() {
        return rules.isEmpty() ? command.map(CommandName::right).stream().toList() : rules;
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
        if (kind == FailureKind.PERMISSION || kind == FailureKind.COMMAND) {
            command.ifPresent(asked -> words.append(" for ").append(asked));
        }
        if (!detail.isEmpty()) {
            words.append(" (").append(detail).append(')');
        }
        retryIn.ifPresent(wait -> words.append(", next attempt in ").append(Quantities.duration(wait)));
        return words.toString();
    }
}
