package dev.vitals.testkit.internal.recipe;

import dev.vitals.testkit.options.ServerOptions;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The statements that create users, one a line, in one of the two dialects. */
public record UserSql(String create, UnaryOperator<String> name, UnaryOperator<String> password) {

    public static final UserSql POSTGRES =
            new UserSql("CREATE ROLE %s LOGIN PASSWORD %s;", UserSql::quotedIdentifier, UserSql::quotedLiteral);

    public static final UserSql MYSQL = new UserSql(
            "CREATE USER %s IDENTIFIED BY %s;",
            name -> quotedLiteral(escaped(name)) + "@'%'", password -> quotedLiteral(escaped(password)));

    public List<String> createAll(List<ServerOptions.User> users) {
        return users.stream().flatMap(this::statements).toList();
    }

    private Stream<String> statements(ServerOptions.User user) {
        String who = name.apply(user.name());
        return Stream.concat(
                Stream.of(create.formatted(who, password.apply(user.password()))),
                user.rights().stream().map(right -> "GRANT " + right + " TO " + who + ";"));
    }

    static String quotedLiteral(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String escaped(String value) {
        return value.replace("\\", "\\\\");
    }

    private static String quotedIdentifier(String value) {
        return "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
