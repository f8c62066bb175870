package dev.vitals.testkit;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The statements that create users, one a line, in the two dialects. */
enum UserSql {
    POSTGRES("CREATE ROLE %s LOGIN PASSWORD %s;", UserSql::quotedIdentifier, UserSql::quotedLiteral),
    MYSQL(
            "CREATE USER %s IDENTIFIED BY %s;",
            name -> quotedLiteral(escaped(name)) + "@'%'", password -> quotedLiteral(escaped(password)));

    private final String create;
    private final Function<String, String> name;
    private final Function<String, String> password;

    UserSql(String create, Function<String, String> name, Function<String, String> password) {
        this.create = create;
        this.name = name;
        this.password = password;
    }

    List<String> create(List<ServerOptions.User> users) {
        return users.stream().flatMap(this::create).toList();
    }

    private Stream<String> create(ServerOptions.User user) {
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
