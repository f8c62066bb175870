package dev.vitals.testkit.internal.recipe;

import dev.vitals.testkit.internal.artifact.Platform;
import dev.vitals.testkit.internal.requirement.Requirement;
import dev.vitals.testkit.options.ServerException;
import java.io.IOException;
import java.util.List;

/** Whether MySQL's binaries can run here. */
public final class MySqlSupport {

    /** What the binaries for Linux need beyond the libraries every system has. */
    private static final List<String> LIBRARIES = List.of("libaio.so.1", "libnuma.so.1");

    private MySqlSupport() {}

    /** Asks once for this JVM. */
    public static Requirement requirement() {
        return Answer.REQUIREMENT;
    }

    static void require() {
        Requirement requirement = requirement();
        if (!requirement.met()) {
            throw new ServerException(
                    "cannot start " + requirement.words() + "; or use a Docker image (ServerOptions.withImage)");
        }
    }

    /** What the loader of programs says to these libraries: it knows better than we where it looks for them. */
    static Requirement of(List<String> libraries) {
        List<String> missing =
                libraries.stream().filter(library -> !loads(library)).toList();
        return missing.isEmpty()
                ? Requirement.met("MySQL: libraries found")
                : Requirement.unmet("MySQL: no " + String.join(" and no ", missing)
                        + " here (Debian, Ubuntu: apt-get install libaio1 libnuma1)");
    }

    private static boolean loads(String library) {
        var builder = new ProcessBuilder("true").redirectErrorStream(true);
        builder.environment().put("LD_PRELOAD", library);
        try {
            Process process = builder.start();
            // A library that is missing is a complaint of the loader's, not of the program's: with glibc it runs
            // anyway.
            boolean silent = process.getInputStream().readAllBytes().length == 0;
            return process.waitFor() == 0 && silent;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final class Answer {

        static final Requirement REQUIREMENT = ask();

        private static Requirement ask() {
            return switch (Platform.current()) {
                case LINUX_X64 -> of(LIBRARIES);
                case MAC_X64 -> Requirement.met("MySQL: binaries for this system");
                case LINUX_ARM64, MAC_ARM64 -> Requirement.unmet("MySQL: no binaries for this system");
            };
        }
    }
}
