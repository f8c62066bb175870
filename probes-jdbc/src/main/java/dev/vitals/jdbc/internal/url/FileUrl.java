package dev.vitals.jdbc.internal.url;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URL of a database that is a file, as SQLite's driver reads it: a path, a {@code file:} URI, or a name for something
 * in memory. Immutable.
 *
 * @param name the path, decoded; or the driver's own name for what is no file
 * @param inMemory whether there is no file
 */
public record FileUrl(String name, boolean inMemory) {
    private static final String PREFIX = "jdbc:sqlite:";
    private static final String URI = "file:";
    private static final Pattern MEMORY = Pattern.compile("[?&](mode=memory|vfs=memdb)(&|$)");

    /**
     * Reads a URL.
     *
     * @param url any JDBC URL
     * @return the file; empty when the URL is none of a file
     */
    public static Optional<FileUrl> of(String url) {
        if (!url.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int question = url.indexOf('?');
        String base = question < 0 ? url.substring(PREFIX.length()) : url.substring(PREFIX.length(), question);
        boolean uri = base.startsWith(URI);
        String name = uri ? path(base.substring(URI.length())) : base;
        boolean inMemory = name.isEmpty()
                || name.startsWith(":")
                || (uri && MEMORY.matcher(url).find());
        return Optional.of(new FileUrl(name, inMemory));
    }

    /**
     * Returns where the file is.
     *
     * @return the path, from the root; empty when the database is in memory or the name is no path
     */
    public Optional<Path> file() {
        try {
            return inMemory
                    ? Optional.empty()
                    : Optional.of(Path.of(name).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Where the file is, for display. */
    String words() {
        return file().map(Path::toString).orElse(name.isEmpty() ? "a temporary database" : name);
    }

    private static String path(String uri) {
        String base = uri.contains("#") ? uri.substring(0, uri.indexOf('#')) : uri;
        if (base.startsWith("//")) {
            int slash = base.indexOf('/', 2);
            base = slash < 0 ? "" : base.substring(slash);
        }
        try {
            return URLDecoder.decode(base.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return base;
        }
    }
}
