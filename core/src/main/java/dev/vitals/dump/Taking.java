package dev.vitals.dump;

import dev.vitals.dump.Dump.Head;
import dev.vitals.spi.TimeSource;
import dev.vitals.text.Clean;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes one bundle: collects, judges, sums up, zips and stores. Confined to the thread that leads. */
final class Taking implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_PREFIX = 60;
    private static final long LEAST = 256 << 10;

    /** For what is written when everything else is collected or given up: it only puts together what is there. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private static final int CLOSING_ROOM = 2 << 20;
    private static final long EXTRA_ROOM = 40 << 20;

    private final String application;
    private final String prefix;
    private final DumpChoices settings;
    private final DumpSources sources;
    private final TimeSource time;
    private final Watched watched;
    private final Crew crew;
    private final Plan plan;
    private final Storing storing;

    Taking(String application, DumpChoices settings, DumpSources sources, Watched watched, Crew crew) {
        this.application = application;
        this.settings = settings;
        this.sources = sources;
        this.time = sources.time();
        this.watched = watched;
        this.crew = crew;
        this.plan = new Plan(settings, sources, watched);
        String clean = words(application).replaceAll("[^A-Za-z0-9._-]+", "-");
        this.prefix = clean.substring(0, Math.min(LONGEST_PREFIX, clean.length()));
        this.storing = new Storing(prefix, settings, crew);
    }

    /** Returns a request without secrets: it is shown before there is a bundle. */
    DumpRequest redacted(DumpRequest request) {
        return new DumpRequest(
                shown(request.trigger()),
                shown(request.reason()),
                request.by().map(this::words),
                request.extras(),
                request.confirmed());
    }

    private String shown(String text) {
        String words = words(text);
        return words.isBlank() ? "nothing that can be shown" : words;
    }

    /** Returns what a failure says, without secrets. */
    String words(Throwable failed) {
        return words(Clean.failure(failed));
    }

    private String words(String text) {
        return new BundleRedaction(sources.redactor(), true).line(text);
    }

    /** A bundle that is nowhere but here. */
    private static final class Made {
        private final Head head;
        private final List<Section> sections;
        private final byte[] zip;
        private final BundleRedaction redaction;

        Made(Head head, List<Section> sections, byte[] zip, BundleRedaction redaction) {
            this.head = head;
            this.sections = sections;
            this.zip = zip;
            this.redaction = redaction;
        }

        String summary() {
            return sections.get(0).text();
        }

        Dump dump(Dump.Storage storage) {
            return new Dump(head, summary(), sections.stream().map(Section::row).toList(), zip, storage);
        }
    }

    void take(DumpJob job) {
        Instant at = time.now();
        Made made = make(job, at, plan.parts(job.request(), beside(job, at)));
        job.progress("is stored", made.sections.size(), made.sections.size() + 1);
        Dump dump = made.dump(storing.store(made.head.file(), made.zip, made.summary(), made.redaction));
        if (crew.isClosed()) {
            job.failed("the aggregator is closed");
            return;
        }
        job.done(dump);
        sources.note().accept(words(place(dump)));
        storing.tidy();
    }

    /**
     * Makes a bundle for nobody, once the process is well: what it takes is loaded then. A process without file descriptors
     * or memory loads no class, and one whose initialisation fails is lost to the application as well, such as the JDK's
     * cryptography. Returns whether all of it could be done.
     */
    boolean rehearse(DumpJob nobodys) {
        Instant at = time.now();
        Made made = make(nobodys, at, plan.rehearsal(nobodys.request(), beside(nobodys, at)));
        made.redaction.whole("nothing");
        Dump dump = made.dump(Dump.Storage.NONE);
        nobodys.done(dump);
        words(place(dump));
        storing.tidy();
        return dump.complete();
    }

    private Beside beside(DumpJob job, Instant at) {
        Optional<Path> directory = settings.directories.stream().findFirst();
        return new Beside(directory, prefix, name(job.id(), at));
    }

    private Made make(DumpJob job, Instant at, List<Collector> parts) {
        long started = System.nanoTime();
        BundleRedaction redaction = new BundleRedaction(sources.redactor(), settings.redacted);
        Facts facts = new Facts();
        List<Section> sections = collect(job, parts, redaction, facts);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        List<DumpSection> rows = sections.stream().map(Section::row).toList();
        Head head = new Head(job.id(), file(job.id(), at, rows), at, took, job.request());
        Cover cover = new Cover(application, head, rows, redaction, watched);
        List<Section> all = new ArrayList<>(close(cover, facts));
        all.addAll(sections);
        return new Made(head, all, zipped(all, cover), redaction);
    }

    private static String why(Dump dump) {
        return dump.trouble().isEmpty() ? "" : " (" + String.join("; ", dump.trouble()) + ")";
    }

    private static String place(Dump dump) {
        return "newest dump: " + dump.file()
                + dump.path().map(path -> " in " + path.getParent()).orElse(" in memory alone" + why(dump))
                + ", for operators at dump/"
                + dump.id() + "/download; for " + dump.request().reason();
    }

    private List<Section> collect(DumpJob job, List<Collector> parts, BundleRedaction redaction, Facts facts) {
        Collecting collecting = new Collecting(crew, redaction, facts, deadline(job.request()), bytes(job.request()));
        collecting.collect(parts, (next, done) -> job.progress(next, done, parts.size() + 3));
        plan.learn(collecting.sections());
        return collecting.sections();
    }

    /** Whoever asks for more waits for more. */
    private Duration deadline(DumpRequest request) {
        return request.extras().stream().map(DumpExtra::timeout).reduce(settings.deadline, Duration::plus);
    }

    private long bytes(DumpRequest request) {
        Runtime machine = Runtime.getRuntime();
        long free = machine.maxMemory() - machine.totalMemory() + machine.freeMemory();
        return room(settings.bytes + (request.extras().isEmpty() ? 0 : EXTRA_ROOM), free);
    }

    /** A dump must not be what fills the heap: it writes an eighth of what is free, which the first parts fit into. */
    static long room(long wanted, long free) {
        return Math.min(wanted, Math.max(LEAST, free / 8));
    }

    /** What stands before the parts: summary first. */
    private List<Section> close(Cover cover, Facts facts) {
        Collecting closing = new Collecting(crew, cover.redaction(), facts, CLOSING, CLOSING_ROOM);
        closing.collect(List.of(new SummaryFile(cover), new PageFile(cover)), (next, done) -> {});
        return closing.sections();
    }

    private static byte[] zipped(List<Section> sections, Cover cover) {
        try {
            return BundleZip.of(
                    sections, Manifest.of(sections, cover), cover.head().at());
        } catch (IOException impossible) {
            throw new IllegalStateException("memory takes every byte", impossible);
        }
    }

    private String file(String id, Instant at, List<DumpSection> rows) {
        boolean partial = rows.stream()
                .anyMatch(row -> row.state() != DumpSection.State.COMPLETE && row.state() != DumpSection.State.SKIPPED);
        return name(id, at) + (partial ? Retention.PARTIAL : "") + ".zip";
    }

    private String name(String id, Instant at) {
        return prefix + "-" + TIME.format(at) + "-" + id;
    }

    @Override
    public void close() {
        storing.close();
    }
}
