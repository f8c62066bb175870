package dev.vitals.host;

import dev.vitals.host.facts.Mounts;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Follows the symbolic links of a path one by one, entering each file system on the way through its gate.
 *
 * <p>{@link Path#toRealPath} would do it in one call, and hang in a file system that cannot be named: a link out of a
 * healthy file system into a hung one must not make the healthy one look hung.
 */
final class LinkWalk {
    /** Linux itself gives up after 40. */
    private static final int MOST_LINKS = 40;

    private final Mounts mounts;
    private final Visitor visitor;
    private final Deque<String> ahead = new ArrayDeque<>();
    private String at = "";
    private int links;

    LinkWalk(Mounts mounts, Visitor visitor) {
        this.mounts = mounts;
        this.visitor = visitor;
    }

    /** Returns the path without links; a part that does not exist is kept as it is written. */
    Path resolve(Path absolute) throws IOException, InterruptedException, HungMountException {
        push(absolute);
        while (!ahead.isEmpty()) {
            step(ahead.pop());
        }
        return Path.of(at.isEmpty() ? "/" : at);
    }

    private void step(String name) throws IOException, InterruptedException, HungMountException {
        if (name.equals("..")) {
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        } else if (!name.isEmpty() && !name.equals(".")) {
            String next = at + "/" + name;
            Optional<Path> target = target(next);
            target.ifPresent(this::push);
            if (target.isEmpty()) {
                at = next;
            } else if (++links > MOST_LINKS) {
                throw new FileSystemLoopException(next);
            }
        }
    }

    /** A mount point is not a link, and a question about it already enters the file system mounted there. */
    private Optional<Path> target(String path) throws IOException, InterruptedException, HungMountException {
        if (mounts.isPoint(path)) {
            return Optional.empty();
        }
        return visitor.visit(mounts.holding(path), () -> readLink(Path.of(path)));
    }

    private static Optional<Path> readLink(Path path) throws IOException {
        return Files.isSymbolicLink(path) ? Optional.of(Files.readSymbolicLink(path)) : Optional.empty();
    }

    private void push(Path target) {
        if (target.isAbsolute()) {
            at = "";
        }
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            ahead.push(target.getName(i).toString());
        }
    }
}
