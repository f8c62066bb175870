package dev.vitals.format;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is besides a report, and what its reader may do about it.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param home the base of the endpoint as a reference relative to the answer's own place, ending in a slash
 * @param operates whether the reader may run checks, take dumps and change incidents
 * @param byScript whether operations are taken as JSON alone, which a page's script has to send
 * @param signIn whether the reader can become one who may, at {@code sign-in}
 * @param keepsIncidents whether there are incidents, which the reader may see, and trends
 * @param incidents the open incidents
 * @param takesDumps whether dumps can be taken
 * @param dump the newest dump that is done, if the reader may have it
 * @since 0.1.0
 */
public record Around(
        String home,
        boolean operates,
        boolean byScript,
        boolean signIn,
        boolean keepsIncidents,
        List<Place> incidents,
        boolean takesDumps,
        Optional<Place> dump) {
    /** Refuses nulls and copies the incidents. */
    public Around {
        Objects.requireNonNull(home, "home");
        incidents = List.copyOf(Objects.requireNonNull(incidents, "incidents"));
        Objects.requireNonNull(dump, "dump");
    }

    // By hand, since every answer that is known is found by it.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Around around
                && operates == around.operates
                && byScript == around.byScript
                && signIn == around.signIn
                && keepsIncidents == around.keepsIncidents
                && takesDumps == around.takesDumps
                && home.equals(around.home)
                && incidents.equals(around.incidents)
                && dump.equals(around.dump);
    }

    @Override
    public int hashCode() {
        return 31 * home.hashCode() + incidents.hashCode();
    }

    /** Returns a name as one segment of a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Something to go to.
     *
     * @param name what it is called
     * @param place where it is below the base, without a slash before it
     * @param words what is to be known of it
     * @since 0.1.0
     */
    public record Place(String name, String place, String words) {
        /** Refuses nulls. */
        public Place {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(words, "words");
        }
    }
}
