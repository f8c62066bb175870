package dev.vitals.testkit.internal.artifact;

import dev.vitals.testkit.internal.process.ServerHome;
import dev.vitals.testkit.options.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/**
 * Unpacked server binaries, shared by the servers of this JVM that need the same. They stay until it ends: unpacking them
 * takes longer than many a test that starts a server.
 */
public final class Installation {

    private static final Map<Path, Installation> UNPACKED = new HashMap<>();

    private final ServerJar jar;
    private final ServerHome home;

    private Installation(ServerJar jar, ServerHome home) {
        this.jar = jar;
        this.home = home;
    }

    /** The binaries of this jar, unpacked now unless another server has had them unpacked. */
    public static Installation of(ServerJar jar, Unpacker unpacker) {
        synchronized (UNPACKED) {
            return UNPACKED.computeIfAbsent(jar.file(), file -> unpack(jar, unpacker));
        }
    }

    /** At the end of this JVM, when no server runs any more. */
    public static void removeAll() {
        synchronized (UNPACKED) {
            UNPACKED.values().forEach(installation -> installation.home.close());
            UNPACKED.clear();
        }
    }

    public Path path() {
        return home.path();
    }

    public String version() {
        return jar.version();
    }

    private static Installation unpack(ServerJar jar, Unpacker unpacker) {
        ServerHome home = ServerHome.create("binaries");
        try {
            Files.setPosixFilePermissions(home.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
            unpacker.unpack(jar.file(), home.path());
            return new Installation(jar, home);
        } catch (IOException e) {
            home.close();
            throw new ServerException(
                    "cannot unpack " + jar.file() + " into " + home.path() + ": " + e.getMessage(), e);
        }
    }
}
