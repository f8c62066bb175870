package dev.vitals.report;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which build of an application runs.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param version such as {@code 1.4.2}; empty if unknown
 * @param commit the commit it was built from; empty if unknown
 * @param builtAt when it was built; empty if unknown
 * @since 0.1.0
 */
public record Build(Optional<String> version, Optional<String> commit, Optional<Instant> builtAt) {
    private static final int SHORT = 7;

    /** Refuses nulls. */
    public Build {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(builtAt, "builtAt");
    }

    /**
     * Returns whether another build is this one: the same version and commit.
     *
     * @param other the other
     * @return whether both are the same in both
     */
    public boolean same(Build other) {
        return version.equals(other.version) && commit.equals(other.commit);
    }

    /**
     * Returns whether enough is known to tell this build from another.
     *
     * @return whether the version or the commit is known
     */
    public boolean known() {
        return version.isPresent() || commit.isPresent();
    }

    /**
     * Returns the build for people.
     *
     * @return such as {@code version 1.4.2 (commit 5b46c0c)}; {@code this version} if nothing is known
     */
    @Override
    public String toString() {
        Optional<String> brief = commit.map(full -> "commit " + full.substring(0, Math.min(SHORT, full.length())));
        return version.map(known ->
                        "version " + known + brief.map(it -> " (" + it + ")").orElse(""))
                .or(() -> brief)
                .orElse("this version");
    }
}
