package dev.vitals.examples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/** The keyboard: one key a fault, and a few more. */
final class Console {
    private final FaultDesk desk;
    private final Runnable printReport;
    private final Runnable takeDump;
    private final PrintStream out;

    Console(FaultDesk desk, Runnable printReport, Runnable takeDump, PrintStream out) {
        this.desk = desk;
        this.printReport = printReport;
        this.takeDump = takeDump;
        this.out = out;
    }

    void printKeys() {
        out.println("Make it sick:");
        List<Fault> faults = desk.faults();
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            out.printf("  %d  %-16s %s%n", i + 1, fault.name(), fault.description());
        }
        out.println(
                "  h  heal everything   r  print the report   d  take a dump   k  these keys   q  quit (or Ctrl-C)");
    }

    /** Reads keys until {@code q}. When there is no keyboard, waits until the program is ended from outside. */
    void readKeys(InputStream keys) throws IOException, InterruptedException {
        for (int key = keys.read(); key != 'q'; key = keys.read()) {
            if (key < 0) {
                Thread.currentThread().join();
            }
            press((char) key);
        }
    }

    private void press(char key) {
        int fault = key - '1';
        if (fault >= 0 && fault < desk.faults().size()) {
            out.println(desk.inject(desk.faults().get(fault)));
        } else if (key == 'h') {
            out.println(desk.healAll());
        } else if (key == 'r') {
            printReport.run();
        } else if (key == 'd') {
            takeDump.run();
        } else if (key == 'k') {
            printKeys();
        }
    }
}
