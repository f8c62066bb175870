package dev.vitals.testkit.internal.container;

import dev.vitals.testkit.internal.requirement.Requirement;
import dev.vitals.testkit.internal.requirement.ServersUsed;
import dev.vitals.testkit.options.ServerException;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be started: Testcontainers is there and a Docker engine answers. */
public enum Docker {
    ANSWERS("answering"),
    SILENT("not answering"),
    NO_TESTCONTAINERS(without(Docker.TESTCONTAINERS));

    static final String TESTCONTAINERS = "org.testcontainers:testcontainers";

    private final String words;

    Docker(String words) {
        this.words = words;
    }

    /** Asks once for this JVM; the first call may take some seconds. */
    public static Docker status() {
        return Answer.STATUS;
    }

    public Requirement requirement() {
        return new Requirement(this == ANSWERS, "Docker: " + words);
    }

    public static void require(String image) {
        Docker status = status();
        ServersUsed.HERE.asked(status.requirement());
        if (status != ANSWERS) {
            throw cannotRun(image, status.requirement().words());
        }
    }

    static ServerException cannotRun(String image, String reason) {
        return new ServerException(
                "cannot run " + image + ": " + reason + "; leave the image out of the options to use the binaries");
    }

    static String without(String artifact) {
        return "no " + artifact + " on the class path";
    }

    private static final class Answer {

        static final Docker STATUS = ask();

        private static Docker ask() {
            // Testcontainers is no module: where we are one, it is to be found on the class path.
            Docker.class.getModule().addReads(Docker.class.getClassLoader().getUnnamedModule());
            try {
                return DockerClientFactory.instance().isDockerAvailable() ? ANSWERS : SILENT;
            } catch (NoClassDefFoundError e) {
                return NO_TESTCONTAINERS;
            } catch (RuntimeException e) {
                // Such as that its helper container cannot be pulled.
                return SILENT;
            }
        }
    }
}
