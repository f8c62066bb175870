package dev.vitals.testkit.internal.process;

import dev.vitals.testkit.options.ServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How a server that refuses to run as root (PostgreSQL) is run all the same. */
public enum Unprivileged {
    /** We are not root. */
    AS_IS,

    /** In a user namespace of its own, where root is nobody: files need no other owner. Containers often forbid it. */
    NAMESPACE,

    /** As the user nobody, who must own the files. */
    NOBODY;

    private static final int NOBODY_ID = 65_534;

    /** The first way that works here. */
    public static Unprivileged detect(ServerHome home) {
        if (!isOwnedByRoot(home.path())) {
            return AS_IS;
        }
        return Stream.of(NAMESPACE, NOBODY)
                .filter(Unprivileged::works)
                .findFirst()
                .orElseThrow(() -> new ServerException(
                        "PostgreSQL refuses to run as root, and neither 'unshare --user' nor 'setpriv' works here:"
                                + " run the tests as another user, or install util-linux"));
    }

    public List<String> command(List<String> words) {
        return Stream.concat(prefix().stream(), words.stream()).toList();
    }

    /** Hands the directory to the user the server will run as. */
    public void own(Path directory) {
        if (this != NOBODY) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", NOBODY_ID);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hand " + directory + " to the user nobody", e);
        }
    }

    public static boolean isOwnedByRoot(Path path) {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(path, "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the owner of " + path, e);
        }
    }

    private List<String> prefix() {
        return switch (this) {
            case AS_IS -> List.of();
            case NAMESPACE -> List.of("unshare", "--user");
            case NOBODY -> List.of("setpriv", "--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups");
        };
    }

    private boolean works() {
        try {
            return new ProcessBuilder(command(List.of("true")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
