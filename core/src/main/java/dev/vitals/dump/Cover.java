package dev.vitals.dump;

import dev.vitals.text.Plural;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What stands on a bundle's first pages besides what was found.
 *
 * @param application the application's name
 * @param head what is known of the bundle itself
 * @param rows what became of each part
 * @param redaction the bundle's redaction
 * @param watched what was watched before
 */
record Cover(String application, Dump.Head head, List<DumpSection> rows, BundleRedaction redaction, Watched watched) {
    Cover {
        rows = List.copyOf(rows);
    }

    /** Such as {@code pid 4242, Java 17.0.15}. No look-up of names, which may hang. */
    String process() {
        String host = Optional.ofNullable(System.getenv("HOSTNAME"))
                .map(name -> "host " + name + ", ")
                .orElse("");
        return host + "pid " + ProcessHandle.current().pid() + ", Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors";
    }

    long uptimeSeconds() {
        return ManagementFactory.getRuntimeMXBean().getUptime() / 1_000;
    }

    String redactionWords() {
        if (!redaction.isOn()) {
            return "OFF: this bundle holds secrets and must not leave the house";
        }
        return "on: " + Plural.of(redaction.masked(), "value")
                + " became [redacted:…], equal ones equal within this bundle; texts dropped since they could not be redacted: "
                + redaction.failed();
    }

    /** The parts that are not whole, those first of which there was something to collect. */
    List<DumpSection> missing() {
        return rows.stream()
                .filter(row -> row.state() != DumpSection.State.COMPLETE)
                .sorted(Comparator.comparing(row -> row.state() == DumpSection.State.SKIPPED))
                .toList();
    }
}
