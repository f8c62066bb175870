package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.text.Clean;
import java.util.Optional;

/**
 * An account of the server. Its parts are hostile.
 *
 * @param user the user's exact name
 * @param host the exact pattern of hosts the account is for; empty when the server did not show one
 */
public record Account(String user, Optional<String> host) {
    private static final int SHOWN = 200;

    /** Reads what {@code current_user()} shows: {@code user@host}. */
    public static Account of(String text) {
        int at = text.lastIndexOf('@');
        return at < 0
                ? new Account(text, Optional.empty())
                : new Account(text.substring(0, at), Optional.of(text.substring(at + 1)));
    }

    /** Returns a statement about this account, which stands where {@code words} have their one place. */
    public Command sql(String words) {
        Argument name = Argument.mysqlLiteral(user);
        return host.isEmpty()
                ? Command.sql(words, name)
                : Command.sql(words.replace("{}", "{}@{}"), name, Argument.mysqlLiteral(host.get()));
    }

    /** Returns the account for people, such as {@code 'app'@'%'}. */
    public String shown() {
        String name = "'" + Clean.line(user, SHOWN) + "'";
        return host.map(pattern -> name + "@'" + Clean.line(pattern, SHOWN) + "'")
                .orElse(name);
    }
}
