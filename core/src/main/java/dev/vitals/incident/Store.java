package dev.vitals.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.text.Clean;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal if there is one and it works. While it does not, incidents live in memory and it is tried again. */
final class Store implements AutoCloseable {
    static final Duration RETRY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final Optional<Path> directory;
    private final int most;
    private boolean peeked;
    private @Nullable Journal journal;
    private List<Incident> incidents = List.of();
    private Optional<Mute> mute = Optional.empty();
    private Availability availability = new Availability();
    private volatile Optional<String> trouble = Optional.empty();
    private volatile Optional<String> damage = Optional.empty();

    private Store(Optional<Path> directory, int most) {
        this.directory = directory;
        this.most = most;
    }

    static Store inMemory() {
        return new Store(Optional.empty(), 0);
    }

    /**
     * Opens a journal. One that can only be read is read.
     *
     * @param most how many incidents to bring back
     * @throws IncidentException if another process keeps it
     */
    static Store at(Path directory, int most) {
        Store store = new Store(Optional.of(directory), most);
        try {
            store.open(directory);
        } catch (IOException unusable) {
            store.failed(unusable);
            store.peek(directory);
        }
        return store;
    }

    private void peek(Path place) {
        try {
            take(Journal.peek(place, new Ledger(most)));
            peeked = true;
        } catch (IOException unreadable) {
            // What is known already says that the directory cannot be used.
        }
    }

    private void take(Ledger ledger) {
        incidents = ledger.incidents();
        mute = ledger.mute();
        availability = peeked ? new Availability() : ledger.availability(); // never counted twice
        damaged(ledger);
    }

    private void open(Path place) throws IOException {
        Journal claimed = Journal.claim(place);
        try {
            boolean large = claimed.isLarge();
            if (large) {
                LOG.info("reading the journal in '{}'", place);
            }
            take(claimed.open(new Ledger(most)));
            journal = claimed;
            if (large) {
                LOG.info("read the journal in '{}': {} incidents", place, incidents.size());
            }
        } catch (Throwable failed) {
            claimed.close();
            throw failed;
        }
    }

    private void damaged(Ledger ledger) {
        if (ledger.unreadable() > 0) {
            String newer = ledger.newer() == 0 ? "" : ", " + ledger.newer() + " of them of a newer version of Vitals,";
            damage = Optional.of(ledger.unreadable() + " records of the journal in '" + directory.orElseThrow()
                    + "' could not be read" + newer
                    + " and were left out; the file as it was is beside it, its name ending in .damaged");
        }
    }

    /** Returns what was read and has not been handed over yet. */
    List<Incident> takeIncidents() {
        List<Incident> taken = incidents;
        incidents = List.of();
        return taken;
    }

    Availability takeAvailability() {
        Availability taken = availability;
        availability = new Availability();
        return taken;
    }

    Optional<Mute> takeMute() {
        Optional<Mute> taken = mute;
        mute = Optional.empty();
        return taken;
    }

    Optional<String> trouble() {
        return trouble.isPresent() ? trouble : damage;
    }

    boolean failing() {
        return trouble.isPresent();
    }

    /** Writes records, or everything if an earlier attempt has failed or the file has grown. Never throws. */
    void write(List<ObjectNode> records, Supplier<List<ObjectNode>> everything) {
        if (directory.isEmpty()) {
            return;
        }
        try {
            if (trouble.isPresent() || journal == null) {
                reopen(everything);
            } else if (journal.worthRewriting()) {
                journal.rewrite(everything.get());
            } else {
                journal.append(records);
            }
        } catch (IOException | RuntimeException failed) {
            failed(failed);
        }
    }

    /** Tries again what has failed. */
    void retry(Supplier<List<ObjectNode>> everything) {
        if (failing()) {
            write(List.of(), everything);
        }
    }

    /** What an unreadable directory holds is not written over: the file is read once it can be. */
    private void reopen(Supplier<List<ObjectNode>> everything) throws IOException {
        if (journal == null) {
            open(directory.orElseThrow());
        }
        if (journal != null) {
            journal.rewrite(everything.get());
        }
        trouble = Optional.empty();
        LOG.info("the journal in '{}' is written again", directory.orElseThrow());
    }

    private void failed(Exception cause) {
        String words = "the journal in '" + directory.orElseThrow() + "' cannot be written (" + cause
                + "): incidents are kept in memory until it can";
        if (trouble.isEmpty()) {
            LOG.warn("{}", Clean.line(words));
        }
        trouble = Optional.of(words);
    }

    @Override
    public void close() {
        if (journal != null) {
            try {
                journal.close();
            } catch (IOException ignored) {
                // Each record is on the disk already.
            }
        }
    }
}
