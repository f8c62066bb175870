package dev.vitals.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.incident.TimelineEntry.Kind;
import dev.vitals.report.Precedent;
import dev.vitals.report.Report;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets one thread after another at the book: reports, people, and time that has passed. Readers see a copy. */
final class Desk implements AutoCloseable {
    private static final Duration COUNTING = Duration.ofMinutes(10);

    private final IncidentSettings settings;
    private final TimeSource time;
    private final IncidentBook book;
    private final Store store;
    private final Clerk clerk;
    private final TimeSource.Loop loop;
    private volatile List<Incident> incidents = List.of();
    private volatile Recurrence recurrence = Recurrence.NONE;
    private volatile Optional<Mute> mute = Optional.empty();
    private volatile @Nullable Report latest;
    private final Availability availability = new Availability(); // the clerk's alone, like the next
    private long counted;

    private Desk(String application, IncidentSettings settings, TimeSource time, Store store, Clerk clerk) {
        this.settings = settings;
        this.clerk = clerk;
        this.time = time;
        this.store = store;
        this.book = new IncidentBook(application, settings);
        this.counted = time.nanoTime();
        resume();
        this.loop = time.openLoop("vitals-incidents-timer", this::callClerk); // last: nothing can fail after it
    }

    /** One that cannot be opened leaves no thread, and lets go of the journal. */
    static Desk open(String application, IncidentSettings settings, TimeSource time) {
        Store store = settings.directory()
                .map(place -> Store.at(place, settings.kept()))
                .orElseGet(Store::inMemory);
        try {
            return open(application, settings, time, store);
        } catch (Throwable failed) {
            store.close();
            throw failed;
        }
    }

    private static Desk open(String application, IncidentSettings settings, TimeSource time, Store store) {
        Clerk clerk = new Clerk();
        try {
            return new Desk(application, settings, time, store, clerk);
        } catch (Throwable failed) {
            clerk.close();
            throw failed;
        }
    }

    private void resume() {
        Availability earlier = store.takeAvailability();
        Moment now = Moment.now(time);
        book.resume(store.takeIncidents(), earlier.missed(now), now);
        mute = mute.or(store::takeMute);
        availability.resume(earlier);
        show();
    }

    List<Incident> incidents() {
        return incidents;
    }

    Optional<Precedent> precedent(String check, String cause) {
        return recurrence.of(check, cause);
    }

    Optional<Mute> muted() {
        return mute.filter(window -> window.until().isAfter(time.now()));
    }

    Optional<String> trouble() {
        return store.trouble();
    }

    /** Never blocks. */
    void observe(Report report) {
        clerk.submit(() -> {
            latest = report;
            availability.observe(report, Moment.now(time));
            look();
        });
    }

    Incident change(String id, Kind kind, String by, String text, Consumer<Draft> change) {
        return clerk.ask(() -> {
            Change made = book.change(id, Moment.now(time), kind, Optional.of(by), text, change);
            publish(List.of(made), List.of());
            setAlarm();
            return made.incident();
        });
    }

    Mute mute(String by, Duration length, String reason) {
        return clerk.ask(() -> {
            Mute window = new Mute(time.now().plus(length), by, reason);
            setMute(Optional.of(window));
            return window;
        });
    }

    void unmute() {
        Callable<Boolean> end = () -> {
            setMute(Optional.empty());
            return true;
        };
        clerk.ask(end);
    }

    private void setMute(Optional<Mute> window) {
        mute = window;
        store.write(List.of(Ledger.mute(window)), this::everything);
    }

    private void look() {
        Report report = latest;
        if (report != null) {
            Moment now = Moment.now(time);
            List<Change> changes = book.observe(report, now, muted().map(Mute::until));
            publish(changes, book.countSeen(now, Stability.STEP));
            setAlarm();
        }
    }

    /** Visible first, so that no reader waits for a disk. */
    private void publish(List<Change> changes, List<Incident> counted) {
        show();
        List<ObjectNode> records =
                new ArrayList<>(changes.stream().map(Ledger::event).toList());
        counted.forEach(incident -> records.add(Ledger.again(incident)));
        if (!records.isEmpty()) {
            store.write(records, this::everything);
        }
        changes.forEach(change -> settings.listeners().forEach(listener -> announce(listener, change)));
    }

    private static void announce(IncidentListener listener, Change change) {
        try {
            listener.onEvent(change.incident(), change.entry());
        } catch (RuntimeException | Error itsOwn) {
            // A listener's error is its own.
        }
    }

    private void show() {
        List<Incident> newestFirst = new ArrayList<>(book.all());
        Collections.reverse(newestFirst);
        incidents = List.copyOf(newestFirst);
        recurrence = book.recurrence();
    }

    /** What the journal knows from before is part of it, also if the journal could not be read until now. */
    private List<ObjectNode> everything() {
        resume();
        List<ObjectNode> records =
                new ArrayList<>(book.all().stream().map(Ledger::whole).toList());
        mute.ifPresent(window -> records.add(Ledger.mute(Optional.of(window))));
        records.addAll(availability.all());
        return records;
    }

    /**
     * Comes back when a hold or a stability window ends, when a journal that failed is due for another try, and to write
     * down what has been counted.
     */
    private void setAlarm() {
        OptionalLong left = book.nanosLeft(Moment.now(time));
        Duration pause = store.failing() ? Store.RETRY : COUNTING;
        long nanos = Math.min(left.orElse(Long.MAX_VALUE), pause.toNanos());
        loop.callBy(time.nanoTime() + nanos);
    }

    /** The clerk may be waiting for a disk, which a loop must not. */
    private long callClerk() {
        clerk.submit(this::ring);
        return time.nanoTime() + COUNTING.toNanos();
    }

    private void ring() {
        Moment now = Moment.now(time);
        if (store.failing() || now.since(counted).compareTo(COUNTING) >= 0) {
            writeCounts(now);
        }
        look();
        setAlarm();
    }

    private void writeCounts(Moment now) {
        counted = now.nanos();
        availability.count(now);
        List<ObjectNode> records = availability.takeCounted();
        book.countSeen(now, Duration.ZERO).forEach(incident -> records.add(Ledger.again(incident)));
        store.write(records, this::everything);
    }

    Trends trends(int length) {
        return clerk.ask(() -> {
            Moment now = Moment.now(time);
            availability.count(now);
            LocalDate today = Availability.day(now);
            return new Trends(today.minusDays(length - 1L), today, availability.days(), incidents);
        });
    }

    @Override
    public void close() {
        loop.close();
        clerk.submit(() -> writeCounts(Moment.now(time)));
        clerk.close();
        store.close();
    }
}
