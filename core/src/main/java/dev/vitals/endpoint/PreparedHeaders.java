package dev.vitals.endpoint;

import com.sun.net.httpserver.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of the latest answer in the form in which the JDK's server keeps them. To put them there one by one takes it
 * most of the time that everything else of ours takes for an answer that is known.
 */
final class PreparedHeaders {
    private volatile @Nullable Prepared latest;

    /** Returns headers that are shared, and so are not to be changed. */
    // The same answer is the identical object; to compare two would cost as much as is saved.
    @SuppressWarnings("ReferenceEquality")
    Headers of(HealthResponse response) {
        Prepared known = latest;
        if (known == null || known.response != response) {
            known = new Prepared(response);
            latest = known;
        }
        return known.headers;
    }

    private static final class Prepared {
        private final HealthResponse response;
        private final Headers headers = new Headers();

        private Prepared(HealthResponse response) {
            this.response = response;
            response.headers().forEach(headers::set);
        }
    }
}
