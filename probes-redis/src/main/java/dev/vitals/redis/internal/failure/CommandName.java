package dev.vitals.redis.internal.failure;

import java.util.Locale;
import java.util.Set;

/** The name of a command, with its second word where that is a part of the name. */
public record CommandName(String first, String second) {
    private static final Set<String> CONTAINERS =
            Set.of("CLIENT", "CLUSTER", "LATENCY", "SENTINEL", "SLOWLOG", "XINFO");

    /** Returns the name of a command of ours. */
    public static CommandName of(String... command) {
        return new CommandName(command[0], CONTAINERS.contains(command[0]) && command.length > 1 ? command[1] : "");
    }

    /** Returns the rule of an access control list that allows it. A sentinel's commands have no parts there. */
    String right() {
        boolean whole = second.isEmpty() || first.equals("SENTINEL");
        return "+" + (whole ? first : first + "|" + second).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return second.isEmpty() ? first : first + " " + second;
    }
}
