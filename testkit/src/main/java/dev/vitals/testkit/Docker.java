package dev.vitals.testkit;

import org.testcontainers.DockerClientFactory;

/** Whether containers can be started: Testcontainers is there and a Docker engine answers. */
enum Docker {
    ANSWERS("answering"),
    SILENT("not answering"),
    NO_TESTCONTAINERS("no org.testcontainers:testcontainers on the class path");

    private final String words;

    Docker(String words) {
        this.words = words;
    }

    /** Asks once for this JVM; the first call may take some seconds. */
    static Docker status() {
        return Answer.STATUS;
    }

    Requirement requirement() {
        return new Requirement(this == ANSWERS, "Docker: " + words);
    }

    static void require(String image) {
        Docker status = status();
        ServersUsed.HERE.asked(status.requirement());
        if (status != ANSWERS) {
            throw new ServerException("cannot run " + image + ": "
                    + status.requirement().words() + "; leave the image out of the options to use the binaries");
        }
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
            }
        }
    }
}
