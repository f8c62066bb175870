package dev.vitals.examples.faults;

import dev.vitals.format.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The terminal the program was started from, if there is one. */
final class Terminal {
    private Terminal() {}

    /** Returns whether input and output are a terminal. */
    static boolean isInteractive() {
        return succeeds("test -t 0 && test -t 1");
    }

    /** Lets a single key press through, without Enter, where the terminal can do that. */
    static void singleKeys() {
        if (stty("-icanon -echo min 1")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stty("icanon echo"), "terminal"));
        }
    }

    /** Returns the format for the terminal as wide as it is now. Shells keep COLUMNS to themselves. */
    static TextFormat format() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent("COLUMNS", output("stty size < /dev/tty 2> /dev/null | cut -d ' ' -f 2"));
        return TextFormat.DEFAULT.forTerminal(environment);
    }

    private static boolean stty(String settings) {
        return succeeds("stty " + settings + " < /dev/tty > /dev/null 2>&1");
    }

    private static boolean succeeds(String command) {
        try {
            return ended(new ProcessBuilder("sh", "-c", command).inheritIO().start());
        } catch (IOException e) {
            return false; // no such program here: keys then need Enter
        }
    }

    private static String output(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command).start();
            return ended(process)
                    ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
