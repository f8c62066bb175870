package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.probe.Remedy;

/** The rights that an account needs to see what the checks read. */
public enum Right {
    /** Other accounts' sessions, and InnoDB's views. */
    PROCESS("see other sessions and InnoDB's views"),
    /** The state of a replica. */
    REPLICA("see the state of a replica"),
    /** The performance schema, where MySQL has its locks. */
    PERFORMANCE("read performance_schema");

    private final String words;

    Right(String words) {
        this.words = words;
    }

    /** What it allows, to follow "may not". */
    String words() {
        return words;
    }

    Remedy grant(Server server, Account account) {
        return Remedy.words("let this user " + words + "; the checks notice within " + Rights.AGAIN.toMinutes()
                        + " minutes")
                .run(account.sql("GRANT " + privilege(server) + " TO {}"));
    }

    private String privilege(Server server) {
        return switch (this) {
            case PROCESS -> "PROCESS ON *.*";
            case REPLICA ->
                server.isMariaDb() && server.atLeast(10, 5, 0) ? "SLAVE MONITOR ON *.*" : "REPLICATION CLIENT ON *.*";
            case PERFORMANCE -> "SELECT ON performance_schema.*";
        };
    }
}
