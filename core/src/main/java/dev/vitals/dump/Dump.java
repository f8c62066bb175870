package dev.vitals.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A bundle that has been taken. Made by the library.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Dump {
    private final Head head;
    private final String summary;
    private final List<DumpSection> sections;
    private final byte[] zip;
    private final Storage storage;

    Dump(Head head, String summary, List<DumpSection> sections, byte[] zip, Storage storage) {
        this.head = head;
        this.summary = summary;
        this.sections = List.copyOf(sections);
        this.zip = zip;
        this.storage = storage;
    }

    /** What is known of a bundle before it is written: its id, file, when it was begun, how long it took. */
    record Head(String id, String file, Instant at, Duration took, DumpRequest request) {}

    /** Where a bundle went, and which places did not take it, redacted. */
    record Storage(Optional<Path> path, List<String> trouble) {
        static final Storage NONE = new Storage(Optional.empty(), List.of());

        Storage {
            trouble = List.copyOf(trouble);
        }
    }

    /**
     * Returns the bundle's name.
     *
     * @return 8 hexadecimal digits
     */
    public String id() {
        return head.id();
    }

    /**
     * Returns the name of its file.
     *
     * @return application, time and id, such as {@code orders-20261128T025841Z-1a2b3c4d.zip}; letters, digits, dots, dashes
     *     and underscores only
     */
    public String file() {
        return head.file();
    }

    /**
     * Returns when it was begun.
     *
     * @return the wall-clock time
     */
    public Instant at() {
        return head.at();
    }

    /**
     * Returns how long it took.
     *
     * @return the time until it was zipped
     */
    public Duration took() {
        return head.took();
    }

    /**
     * Returns what it was taken for.
     *
     * @return the request, redacted
     */
    public DumpRequest request() {
        return head.request();
    }

    /**
     * Returns whether every part is there that there was something to collect for.
     *
     * @return false if a part was cut, failed or timed out
     */
    public boolean complete() {
        return sections.stream()
                .allMatch(section ->
                        section.state() == DumpSection.State.COMPLETE || section.state() == DumpSection.State.SKIPPED);
    }

    /**
     * Returns the first file of the bundle: what is wrong, in two screens.
     *
     * @return Markdown; redacted unless the settings say otherwise
     */
    public String summary() {
        return summary;
    }

    /**
     * Returns what became of every part.
     *
     * @return the parts in the order of the zip
     */
    public List<DumpSection> sections() {
        return sections;
    }

    /**
     * Returns where it was written to.
     *
     * @return the file, for its owner alone; empty if no directory is set or none could take it
     */
    public Optional<Path> path() {
        return storage.path();
    }

    /**
     * Returns why directories before {@link #path} could not take it.
     *
     * @return one line each, redacted; empty if the first one did or there is none
     */
    public List<String> trouble() {
        return storage.trouble();
    }

    /**
     * Returns how large the zip is.
     *
     * @return the size in bytes
     */
    public int size() {
        return zip.length;
    }

    /**
     * Writes the zip. Does not flush or close.
     *
     * @param out where to
     * @throws IOException if {@code out} throws it
     */
    public void writeTo(OutputStream out) throws IOException {
        out.write(zip);
    }

    @Override
    public String toString() {
        return file() + (complete() ? " complete" : " partial") + " " + size() + " bytes";
    }
}
