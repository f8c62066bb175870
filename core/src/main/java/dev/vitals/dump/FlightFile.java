package dev.vitals.dump;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What of a flight recording goes into the bundle: where it is. */
record FlightFile(Beside beside, boolean starting) implements Collector {
    static final Duration LENGTH = Duration.ofSeconds(10);

    private static final String SUFFIX = ".jfr";

    /** A recorder whose repository is full ends the virtual machine. */
    private static final long ROOM_TO_START = 1L << 30;

    private static final long ROOM_TO_COPY = 100 << 20;

    @Override
    public String file() {
        return starting ? "jfr/new-recording.txt" : "jfr/recording.txt";
    }

    @Override
    public void collect(SectionOut out, Facts facts) throws Exception {
        if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            throw new SkipException("this runtime has no flight recorder");
        }
        if (!starting && !Flights.isRecording()) {
            throw new SkipException("no flight recording is running");
        }
        long wanted = starting ? ROOM_TO_START : ROOM_TO_COPY;
        Beside.requireRoom(beside.place(), wanted);
        Beside.requireRoom(repository(), wanted);
        Path file = beside.write((starting ? "-new" : "") + SUFFIX, this::write);
        out.line(file + " " + Files.size(file) + " bytes. It holds secrets of the process.");
    }

    private void write(Path file) throws Exception {
        Files.createFile(file, Storing.forOwner(file, "rw-------")); // the recorder would let others read it
        if (starting) {
            Flights.record(file, LENGTH);
        } else {
            Flights.copy(file);
        }
    }

    private static Path repository() {
        return Path.of(System.getProperty("jdk.jfr.repository", System.getProperty("java.io.tmpdir", "/tmp")));
    }
}
