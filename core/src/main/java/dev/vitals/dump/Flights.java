package dev.vitals.dump;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/** The flight recorder. A runtime may lack it: only those who have made sure that it is there name this class. */
final class Flights {
    /** They hold the environment, system properties and arguments, or stop every thread. */
    private static final List<String> LEFT_OUT = List.of(
            "jdk.InitialEnvironmentVariable",
            "jdk.InitialSystemProperty",
            "jdk.JVMInformation",
            "jdk.SystemProcess",
            "jdk.ThreadDump");

    private static final long LARGEST = 32 << 20;

    private Flights() {}

    /** Whether anybody records. To ask for more would set the recorder up, for up to a second. */
    static boolean isRecording() {
        return FlightRecorder.isInitialized()
                && FlightRecorder.getFlightRecorder().getRecordings().stream()
                        .anyMatch(recording -> recording.getState() == RecordingState.RUNNING);
    }

    /** Writes what all recordings together hold; they go on. */
    static void copy(Path file) throws IOException {
        try (Recording all = FlightRecorder.getFlightRecorder().takeSnapshot()) {
            all.dump(file);
        }
    }

    /** Records for some time. */
    static void record(Path file, Duration length) throws IOException, ParseException, InterruptedException {
        try (Recording recording = new Recording(Configuration.getConfiguration("default"))) {
            LEFT_OUT.forEach(recording::disable);
            recording.setMaxSize(LARGEST);
            recording.start();
            boolean never = new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
            assert !never;
            recording.stop();
            recording.dump(file);
        }
    }
}
