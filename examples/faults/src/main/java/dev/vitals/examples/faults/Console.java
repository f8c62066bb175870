package dev.vitals.examples.faults;

import dev.vitals.Vitals;
import dev.vitals.dump.Dump;
import dev.vitals.dump.DumpRequest;
import dev.vitals.format.Access;
import dev.vitals.format.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keyboard: one key a fault, and a few more. */
public final class Console {
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

    /**
     * Shows the keys and obeys them until {@code q}. When there is no keyboard, waits until the program is ended from
     * outside.
     */
    public static void attend(FaultDesk desk, Vitals vitals, PrintStream out) throws IOException, InterruptedException {
        boolean terminal = Terminal.isInteractive();
        Runnable printReport = () ->
                out.println((terminal ? Terminal.format() : TextFormat.DEFAULT).render(vitals.report(), Access.DETAIL));
        Console console = new Console(desk, printReport, () -> out.println(dump(vitals)), out);
        console.printKeys();
        if (terminal) {
            Terminal.singleKeys();
        }
        console.readKeys(System.in);
    }

    /** Takes a dump, and says where it is and what its first page says. */
    public static String dump(Vitals vitals) {
        return vitals.dump(DumpRequest.of("operator", "the key d"))
                .await(Duration.ofSeconds(10))
                .map(Console::words)
                .orElse("the dump is not there after 10 s");
    }

    private static String words(Dump dump) {
        String place = dump.path().map(Path::toString).orElse("memory only: " + dump.trouble());
        return dump.summary() + "\n" + place + "  (" + dump.size() + " bytes; open index.html in it)";
    }

    void printKeys() {
        out.println("Make it sick:");
        List<Fault> faults = desk.faults();
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            out.printf("  %d  %-20s %s%n", i + 1, fault.name(), fault.description());
        }
        out.println(
                "  h  heal everything   r  print the report   d  take a dump   k  these keys   q  quit (or Ctrl-C)");
    }

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
