package dev.vitals.probe;

import java.util.Locale;
import java.util.Objects;

/**
 * What a finding is about: one thing in the real world. Findings of several checks about the same subject are one fault.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param kind what sort of thing
 * @param id which one, spelt the same by every probe that sees it; not blank. Shown to people, after redaction
 * @since 0.1.0
 */
public record Subject(Kind kind, String id) {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if {@code id} is blank
     */
    public Subject {
        Objects.requireNonNull(kind, "kind");
        if (Objects.requireNonNull(id, "id").isBlank()) {
            throw new IllegalArgumentException("'id' must not be blank");
        }
    }

    /**
     * Returns a session of a server.
     *
     * @param server the name of the database or server, as its checks are named
     * @param session the session's number there, such as a process id
     * @return the subject
     */
    public static Subject session(String server, String session) {
        return new Subject(
                Kind.SESSION,
                Objects.requireNonNull(server, "server") + " " + Objects.requireNonNull(session, "session"));
    }

    /**
     * Returns a transaction that outlives its session, such as a prepared one.
     *
     * @param server the name of the database or server, as its checks are named
     * @param transaction the transaction's identifier there
     * @return the subject
     */
    public static Subject transaction(String server, String transaction) {
        return new Subject(
                Kind.TRANSACTION,
                Objects.requireNonNull(server, "server") + " " + Objects.requireNonNull(transaction, "transaction"));
    }

    /**
     * Returns a mounted file system.
     *
     * @param point where it is mounted
     * @return the subject
     */
    public static Subject mount(String point) {
        return new Subject(Kind.MOUNT, Objects.requireNonNull(point, "point"));
    }

    /**
     * Returns a file or directory.
     *
     * @param path its absolute path
     * @return the subject
     */
    public static Subject file(String path) {
        return new Subject(Kind.FILE, Objects.requireNonNull(path, "path"));
    }

    /**
     * Returns a machine, whatever it serves.
     *
     * @param name its name or address, without brackets; compared in lower case
     * @return the subject
     */
    public static Subject host(String name) {
        return new Subject(Kind.HOST, Objects.requireNonNull(name, "name").toLowerCase(Locale.ROOT));
    }

    /**
     * Returns a network endpoint.
     *
     * @param host the host as configured, without brackets; compared in lower case
     * @param port the port
     * @return the subject
     */
    public static Subject endpoint(String host, int port) {
        return new Subject(Kind.ENDPOINT, Objects.requireNonNull(host, "host").toLowerCase(Locale.ROOT) + " " + port);
    }

    /**
     * Returns a pool of connections or threads of this process.
     *
     * @param name the pool's name
     * @return the subject
     */
    public static Subject pool(String name) {
        return new Subject(Kind.POOL, Objects.requireNonNull(name, "name"));
    }

    /**
     * Returns a thread of this process.
     *
     * @param name the thread's name
     * @return the subject
     */
    public static Subject thread(String name) {
        return new Subject(Kind.THREAD, Objects.requireNonNull(name, "name"));
    }

    /**
     * Returns the subject for people.
     *
     * @return such as {@code session orders-db 10728}
     */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + id;
    }

    /**
     * The sorts of subjects.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** A session of a server. */
        SESSION,
        /** A transaction that outlives its session. */
        TRANSACTION,
        /** A mounted file system. */
        MOUNT,
        /** A file or directory. */
        FILE,
        /** A machine. */
        HOST,
        /** A host and port. */
        ENDPOINT,
        /** A pool of connections or threads of this process. */
        POOL,
        /** A thread of this process. */
        THREAD
    }
}
