package dev.vitals.jdbc.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What only the source tells: the words of a javadoc and the codes in string literals. */
final class SourceText {
    private static final Path MAIN = Path.of("src", "main", "java");

    /** Dotted words that are no class, file, setting or column; what stands before them tells the names of observations. */
    private static final Pattern CODE = Pattern.compile("(Observation\\.of\\(\\s*|observe\\(\\s*)?"
            + "\"((?!com\\.|org\\.|io\\.|dev\\.|java)[a-z]{2,}(?:-[a-z]+)*(?:\\.[a-z]+(?:-[a-z]+)*)+)\"");

    /** Those that are something else all the same. */
    private static final Set<String> OTHERS = Set.of("agroal.api");

    private static final Pattern PROSE = Pattern.compile("/\\*\\*(.*?)\\*/\\s*public record", Pattern.DOTALL);

    private SourceText() {}

    /** Every cause code that is not made of a failure. */
    static Set<String> causes() {
        return codes(found -> found.group(1) == null);
    }

    /** Every name of an observation. */
    static Set<String> observations() {
        return codes(found -> found.group(1) != null);
    }

    private static Set<String> codes(Predicate<MatchResult> wanted) {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> CODE.matcher(read(file)).results())
                    .filter(wanted)
                    .map(found -> found.group(2))
                    .filter(code -> !OTHERS.contains(code))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
            throw new IllegalStateException(type + " says nothing of " + name);
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
