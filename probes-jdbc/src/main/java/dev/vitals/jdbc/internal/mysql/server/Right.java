package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.probe.Remedy;

/** What an account may have to be granted to see what the checks look at. */
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

    /** What it is good for, after "may not". */
    String words() {
        return words;
    }

    Remedy grant(Server server, String account) {
        return Remedy.run(
                "let this user " + words + "; seen within " + Rights.AGAIN.toMinutes() + " minutes",
                "GRANT " + privilege(server) + " TO " + MySqlRemedies.account(account) + ";");
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
