package dev.vitals.testkit.internal.requirement;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a program is installed. */
public final class Program {

    private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

    private Program() {}

    public static Requirement requirement(String name) {
        return requirement(name, System.getenv().getOrDefault("PATH", ""));
    }

    public static Requirement requirement(String name, String searchPath) {
        // The path of an ordinary user often leaves out where servers are.
        boolean found = Stream.concat(
                        SEPARATOR.splitAsStream(searchPath).filter(directory -> !directory.isEmpty()),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        return found ? Requirement.met(name + ": installed") : Requirement.unmet(name + ": not installed");
    }
}
