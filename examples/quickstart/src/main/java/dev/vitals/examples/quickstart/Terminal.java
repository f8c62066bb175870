package dev.vitals.examples.quickstart;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Lets a single key press through, without Enter, where the terminal can do that. */
final class Terminal {
    private Terminal() {}

    /** Returns whether somebody sits at a terminal. */
    static boolean isInteractive() {
        return succeeds("test -t 0 && test -t 1");
    }

    static void singleKeys() {
        if (stty("-icanon -echo min 1")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stty("icanon echo"), "terminal"));
        }
    }

    private static boolean stty(String settings) {
        return succeeds("stty " + settings + " < /dev/tty > /dev/null 2>&1");
    }

    private static boolean succeeds(String command) {
        try {
            Process process =
                    new ProcessBuilder("sh", "-c", command).inheritIO().start();
            return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program here: keys then need Enter
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
