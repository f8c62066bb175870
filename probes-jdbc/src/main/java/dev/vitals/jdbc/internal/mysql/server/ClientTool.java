package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.jdbc.internal.target.Target;
import dev.vitals.probe.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server's own command line clients. */
enum ClientTool {
    MYSQL("mysql"),
    MYSQLADMIN("mysqladmin");

    private final String program;

    ClientTool(String program) {
        this.program = program;
    }

    /** A command line that goes to a server, as far as its address is known. */
    Command at(Target target, String rest) {
        return command(target, Optional.empty(), rest);
    }

    /** A command line that logs in as the target's user, as far as it is known. */
    Command as(Target target, String rest) {
        return command(target, target.user(), rest);
    }

    private Command command(Target target, Optional<String> user, String rest) {
        StringBuilder words = new StringBuilder(program);
        List<Object> arguments = new ArrayList<>();
        target.host().ifPresent(host -> option(" -h {}", host, words, arguments));
        target.port().ifPresent(port -> option(" -P {}", port, words, arguments));
        user.ifPresent(name -> option(" -u {}", name, words, arguments));
        return Command.shell(words + rest, arguments.toArray());
    }

    private static void option(String option, Object value, StringBuilder words, List<Object> arguments) {
        words.append(option);
        arguments.add(value);
    }
}
