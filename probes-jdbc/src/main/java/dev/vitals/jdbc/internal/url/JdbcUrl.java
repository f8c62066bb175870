package dev.vitals.jdbc.internal.url;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a JDBC URL that are known without its driver. Never prints a whole URL, which may hold a password.
 *
 * @param text the URL
 */
public record JdbcUrl(String text) {
    private static final Pattern SCHEME = Pattern.compile("(jdbc:[\\w+-]{1,40}):");

    /** {@code jdbc:a:b:} then {@code //host:port,host:port/database}, a database alone, or a form of the driver's own. */
    private static final Pattern SHAPE =
            Pattern.compile("(jdbc:(?:[\\w.+-]+:)*)(?://([^/?;]*)/?)?([^?;]*)(?:[?;].*)?", Pattern.DOTALL);

    /** How the URL begins, without anything that may be secret: {@code jdbc:} and the product. */
    public String scheme() {
        Matcher shape = SCHEME.matcher(text);
        return shape.lookingAt() ? shape.group(1) : "something else than jdbc";
    }

    /** Whether there is something before the host where most drivers expect none. */
    public boolean namesUserBeforeHost() {
        Matcher shape = SHAPE.matcher(text);
        return shape.matches() && shape.group(2) != null && shape.group(2).contains("@");
    }

    /** The server's host and port, or the name of a file or of a service, without user or password. */
    String address() {
        if (FileUrl.of(text).isPresent()) {
            return "";
        }
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return "";
        }
        String authority = shape.group(2) == null ? "" : withoutUser(shape.group(2));
        boolean mayHoldPassword = authority.contains("(") || shape.group(3).contains("@");
        return mayHoldPassword ? "" : authority;
    }

    /** The database, schema or file; empty when the URL names none. */
    String database() {
        Optional<FileUrl> file = FileUrl.of(text);
        if (file.isPresent()) {
            return file.get().words();
        }
        Matcher shape = SHAPE.matcher(text);
        String path = shape.matches() ? shape.group(3) : "";
        return path.contains("(") || path.contains("@") ? "" : decode(path);
    }

    /** A parameter after the question mark. */
    Optional<String> parameter(String name) {
        return parameters().stream()
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> decode(pair.substring(name.length() + 1)))
                .findFirst();
    }

    /** The URL without some parameters: in several drivers a parameter of the URL beats a property. */
    public String without(Set<String> names) {
        int question = text.indexOf('?');
        if (question < 0) {
            return text;
        }
        List<String> kept = parameters().stream()
                .filter(pair -> !names.contains(pair.split("=", 2)[0]))
                .toList();
        String base = text.substring(0, question);
        return kept.isEmpty() ? base : base + "?" + String.join("&", kept);
    }

    private List<String> parameters() {
        int question = text.indexOf('?');
        return question < 0
                ? List.of()
                : new ArrayList<>(List.of(text.substring(question + 1).split("&")));
    }

    private static String withoutUser(String authority) {
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Override
    public String toString() {
        return "JdbcUrl[" + address() + "/" + database() + "]";
    }
}
