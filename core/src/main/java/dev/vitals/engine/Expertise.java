package dev.vitals.engine;

import dev.vitals.probe.Status;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import dev.vitals.spi.Redactor;
import dev.vitals.text.Clean;
import dev.vitals.triage.Catalogue;
import dev.vitals.triage.SeverityRule;
import dev.vitals.triage.Triages;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
    private static final String UNREAD =
            "what the modules know about causes could not be read: until the next report, which"
                    + " tries it again, only dependencies say what explains what";

    private static final int LONGEST = 500;

    private final Redactor redactor;
    private volatile @Nullable Catalogue catalogue;
    private volatile @Nullable Triage triage;
    private volatile Optional<String> trouble = Optional.empty();
    private @Nullable ClassLoader modules;
    private volatile boolean prepared;

    private Expertise(
            Redactor redactor, @Nullable Catalogue catalogue, @Nullable Triage triage, @Nullable ClassLoader modules) {
        this.redactor = redactor;
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
        return new Expertise(text -> text, catalogue, triage, null);
    }

    /**
     * Returns what is read when it is needed, through the context class loader of this thread.
     *
     * @param own judges reports; empty for the standard triage, which is made late as well
     * @param redactor applied to what is wrong with what the modules know
     */
    public static Expertise late(Optional<Triage> own, Redactor redactor) {
        return new Expertise(
                redactor, null, own.orElse(null), Thread.currentThread().getContextClassLoader());
    }

    /** What has been read already; never blocks. */
    Optional<Catalogue> known() {
        return Optional.ofNullable(catalogue);
    }

    Catalogue catalogue() {
        Catalogue known = catalogue;
        return known == null ? read() : known;
    }

    Verdict judge(List<CheckReport> checks) {
        Triage known = triage;
        if (known != null) {
            return known.judge(checks);
        }
        return allUp(checks) ? Verdict.HEALTHY : needed().judge(checks);
    }

    /** Only now is it missed if it cannot be read. */
    private Triage needed() {
        try {
            return standard();
        } catch (Throwable sick) {
            trouble = Optional.of(UNREAD);
            throw sick;
        }
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
            Mishaps.rehearse();
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
            trouble = faults.isEmpty() ? Optional.empty() : Optional.of(words(faults));
            catalogue = known;
            modules = null;
        }
        return known;
    }

    /** Each part is what others have written. */
    private String words(List<String> faults) {
        List<String> words = new ArrayList<>();
        for (String fault : new LinkedHashSet<>(faults)) {
            words.add(Clean.line(RedactedProbe.redacted(redactor, fault), LONGEST));
        }
        return String.join("; ", words);
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
