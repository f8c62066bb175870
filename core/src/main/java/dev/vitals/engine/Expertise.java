package dev.vitals.engine;

import dev.vitals.probe.Status;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import dev.vitals.triage.Catalogue;
import dev.vitals.triage.SeverityRule;
import dev.vitals.triage.Triages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What only bad news needs: what the modules at hand know about causes, and the triage that judges by it. To find and read
 * that takes a third of an aggregator's start. So where nothing that an application has configured refers to causes it is
 * read when the first check is not up; or else as soon as a report is out, since a process that is sick may no longer be
 * able to.
 *
 * <p>This class is thread-safe. The first thread that needs it reads, and others wait for that.
 */
public final class Expertise {
    private volatile @Nullable Catalogue catalogue;
    private volatile @Nullable Triage triage;
    private volatile Optional<String> trouble = Optional.empty();
    private @Nullable ClassLoader modules;
    private volatile boolean prepared;

    private Expertise(@Nullable Catalogue catalogue, @Nullable Triage triage, @Nullable ClassLoader modules) {
        this.catalogue = catalogue;
        this.triage = triage;
        this.modules = modules;
    }

    /**
     * Returns what has been read already.
     *
     * @param catalogue what is known about causes
     * @param triage judges reports
     */
    public static Expertise of(Catalogue catalogue, Triage triage) {
        return new Expertise(catalogue, triage, null);
    }

    /**
     * Returns what is read when it is needed, through the context class loader of this thread.
     *
     * @param own judges reports; empty for the standard triage, which is made late as well
     */
    public static Expertise late(Optional<Triage> own) {
        return new Expertise(null, own.orElse(null), Thread.currentThread().getContextClassLoader());
    }

    Catalogue catalogue() {
        Catalogue known = catalogue;
        return known == null ? read() : known;
    }

    Verdict judge(List<CheckReport> checks) {
        Triage known = triage;
        if (known == null) {
            return allUp(checks) ? Verdict.HEALTHY : standard().judge(checks);
        }
        return known.judge(checks);
    }

    private static boolean allUp(List<CheckReport> checks) {
        for (CheckReport check : checks) {
            if (check.status() != Status.UP) {
                return false;
            }
        }
        return true;
    }

    /** Reads what the next bad news needs, the rules of redaction as well, unless that has been done. Never throws. */
    void prepare() {
        if (prepared) {
            return;
        }
        prepared = true;
        try {
            new StandardRedactor().redact("-");
            catalogue();
            if (triage == null) {
                standard();
            }
            trouble.ifPresent(words -> LoggerFactory.getLogger(Expertise.class).warn("{}", words));
        } catch (Throwable noMemory) {
            // It is read when it is needed.
        }
    }

    /** What is wrong with what the modules know; never blocks. */
    Optional<String> trouble() {
        return trouble;
    }

    private synchronized Triage standard() {
        Triage known = triage;
        if (known == null) {
            known = Triages.of(SeverityRule.DEFAULT, catalogue());
            triage = known;
        }
        return known;
    }

    private synchronized Catalogue read() {
        Catalogue known = catalogue;
        if (known == null) {
            List<String> faults = new ArrayList<>();
            known = load(faults);
            if (!faults.isEmpty()) {
                trouble = Optional.of(String.join("; ", faults));
            }
            catalogue = known;
            modules = null;
        }
        return known;
    }

    /** As the thread would have found it that built the aggregator. */
    private Catalogue load(List<String> faults) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(modules);
        try {
            return Catalogue.load(faults);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
