package dev.vitals.host;

import dev.vitals.host.facts.Mount;
import dev.vitals.host.facts.Mounts;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** One run of a check to the file system of its path, and to no other. For one thread. */
final class PathVisit {
    private final Visitor visitor;
    private final Path real;
    private final Optional<Mounts> mounts;
    private final Optional<Mount> mount;

    private PathVisit(Visitor visitor, Path real, Optional<Mounts> mounts) {
        this.visitor = visitor;
        this.real = real;
        this.mounts = mounts;
        this.mount = mounts.flatMap(table -> table.holding(real.toString()));
    }

    /** Looks at what is there. */
    @FunctionalInterface
    interface Reading {
        Result judge(PathVisit visit) throws IOException, InterruptedException, HungMountException;
    }

    /** A call into the file system. */
    @FunctionalInterface
    interface Call<T> {
        T run(Path real, Optional<Mount> mount) throws IOException;
    }

    /** Answers with the reason where the path cannot be reached, or its file system hangs. */
    static Result check(Path path, ProbeContext context, Reading reading) throws InterruptedException {
        PathTrouble trouble = new PathTrouble(path);
        Visitor visitor = new Visitor(MountGate.SHARED, context, trouble::stuck);
        try {
            return reading.judge(to(path, visitor));
        } catch (HungMountException e) {
            return trouble.hung(e);
        } catch (NoSuchFileException e) {
            return trouble.missing(e.getFile());
        } catch (AccessDeniedException e) {
            return trouble.denied();
        } catch (IOException e) {
            return trouble.unreadable(e, visitor.last());
        }
    }

    private static PathVisit to(Path path, Visitor visitor)
            throws IOException, InterruptedException, HungMountException {
        Optional<Mounts> mounts = mounts(path);
        Path real = mounts.isPresent() ? new LinkWalk(mounts.get(), visitor).resolve(path) : path;
        return new PathVisit(visitor, real, mounts);
    }

    /** Empty where there is no such table or no file can be opened; most can be done without it. */
    private static Optional<Mounts> mounts(Path path) {
        try {
            return path.getFileSystem().equals(FileSystems.getDefault())
                    ? Optional.of(Mounts.read(Path.of("/")))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The path with a root and one spelling. {@code ..} stays: behind a symbolic link it leads elsewhere. */
    static Path absolute(Path path) {
        Path absolute = Objects.requireNonNull(path, "path").toAbsolutePath();
        Path plain = Objects.requireNonNull(absolute.getRoot(), "root");
        for (Path name : absolute) {
            plain = name.toString().equals(".") ? plain : plain.resolve(name);
        }
        return plain;
    }

    <T> T enter(Call<T> call) throws IOException, InterruptedException, HungMountException {
        return visitor.visit(mount, () -> call.run(real, mount));
    }

    Path real() {
        return real;
    }

    Optional<Mount> mount() {
        return mount;
    }

    /** Whether another file system is mounted there. */
    boolean leadsElsewhere(Path path) {
        return mounts.isPresent() && mounts.get().isPoint(path.toString());
    }
}
