package dev.vitals.jdbc.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What only the source has: the words of a javadoc. */
final class SourceText {
    static final Path MAIN = Path.of("src", "main", "java");

    private static final Pattern PROSE = Pattern.compile("/\\*\\*(.*?)\\*/\\s*public record", Pattern.DOTALL);

    private SourceText() {}

    /** The javadoc of a record, up to its parameters. */
    static String prose(Class<?> type) {
        String text = javadoc(type);
        return tidy(text.substring(0, text.indexOf("@param")).replaceAll("<p>This (record|class) is immutable.*", ""));
    }

    /** What the javadoc of a record says of one component. */
    static String component(Class<?> type, String name) {
        Matcher found = Pattern.compile("@param " + name + " (.*?)(?=@param|@since|$)", Pattern.DOTALL)
                .matcher(javadoc(type));
        if (!found.find()) {
            throw new IllegalStateException(type + " has no words about " + name);
        }
        return tidy(found.group(1));
    }

    private static String javadoc(Class<?> type) {
        Matcher found = PROSE.matcher(read(MAIN.resolve(type.getName().replace('.', '/') + ".java")));
        if (!found.find()) {
            throw new IllegalStateException(type + " has no javadoc");
        }
        return found.group(1).replaceAll("\\n \\* ?", "\n");
    }

    private static String tidy(String javadoc) {
        return javadoc.replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link [^}]*?#?(\\w+)}", "`$1`")
                .replace("<p>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
