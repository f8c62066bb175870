package dev.vitals.testkit.internal.artifact;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A jar with the binaries of one server; its version is in its file name. */
public record ServerJar(Path file, String version) {

    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Comparator<int[]> BY_NUMBERS = Arrays::compare;

    static final Comparator<ServerJar> OLDEST_FIRST = Comparator.comparing(jar -> numbers(jar.version), BY_NUMBERS);

    /** This file, if it is a jar of this artifact. */
    static Optional<ServerJar> of(String artifact, Path file) {
        Path name = file.getFileName();
        if (name == null) {
            return Optional.empty();
        }
        Matcher matcher = Pattern.compile(Pattern.quote(artifact) + "-(\\d+(?:\\.\\d+){1,3})\\.jar")
                .matcher(name.toString());
        return matcher.matches() ? Optional.of(new ServerJar(file, matcher.group(1))) : Optional.empty();
    }

    /** Whether the version starts with these numbers: {@code 1} is no beginning of {@code 12.22}. */
    boolean matches(String leading) {
        return (version + ".").startsWith(leading + ".");
    }

    private static int[] numbers(String version) {
        return DOT.splitAsStream(version).mapToInt(Integer::parseInt).toArray();
    }
}
