package dev.vitals.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.incident.TimelineEntry.Kind;
import dev.vitals.report.Report;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
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
    private final IncidentSettings settings;
    private final TimeSource time;
    private final IncidentBook book;
    private final Store store;
    private final Clerk clerk = new Clerk();
    private final TimeSource.Scheduler scheduler;
    private volatile List<Incident> incidents = List.of();
    private volatile Optional<Mute> mute = Optional.empty();
    private @Nullable Report latest; // the clerk's alone, like the next two
    private Runnable alarm = () -> {};

    private Desk(String application, IncidentSettings settings, TimeSource time, Store store) {
        this.settings = settings;
        this.time = time;
        this.store = store;
        this.book = new IncidentBook(application, settings);
        this.scheduler = time.openScheduler("vitals-incidents-timer");
    }

    static Desk open(String application, IncidentSettings settings, TimeSource time) {
        Store store = settings.directory().map(Store::at).orElseGet(Store::inMemory);
        Desk desk = new Desk(application, settings, time, store);
        desk.resume();
        return desk;
    }

    private void resume() {
        book.resume(store.takeIncidents(), Moment.now(time));
        mute = mute.or(store::takeMute);
        show();
    }

    List<Incident> incidents() {
        return incidents;
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
            look();
        });
    }

    Incident change(String id, Kind kind, String by, String text, Consumer<Draft> change) {
        return clerk.ask(() -> {
            Change made = book.change(id, Moment.now(time), kind, Optional.of(by), text, change);
            publish(List.of(made));
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
        if (latest != null) {
            publish(book.observe(latest, Moment.now(time), muted().isPresent()));
            setAlarm();
        }
    }

    /** Visible first, so that no reader waits for a disk. */
    private void publish(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        show();
        store.write(changes.stream().map(Ledger::event).toList(), this::everything);
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
    }

    /** What the journal knows from before is part of it, also if the journal could not be read until now. */
    private List<ObjectNode> everything() {
        resume();
        List<ObjectNode> records =
                new ArrayList<>(book.all().stream().map(Ledger::whole).toList());
        mute.ifPresent(window -> records.add(Ledger.mute(Optional.of(window))));
        return records;
    }

    /** Comes back when a hold or a stability window ends, and when a journal that failed is due for another try. */
    private void setAlarm() {
        alarm.run();
        OptionalLong left = book.nanosLeft(Moment.now(time));
        long retry = store.failing() ? Store.RETRY.toNanos() : Long.MAX_VALUE;
        long nanos = Math.min(left.orElse(Long.MAX_VALUE), retry);
        if (nanos < Long.MAX_VALUE) {
            alarm = scheduler.schedule(Duration.ofNanos(nanos), () -> clerk.submit(this::ring));
        }
    }

    private void ring() {
        store.retry(this::everything);
        look();
        setAlarm();
    }

    @Override
    public void close() {
        scheduler.close();
        clerk.close();
        store.close();
    }
}
