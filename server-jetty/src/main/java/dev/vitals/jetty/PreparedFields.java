package dev.vitals.jetty;

import dev.vitals.endpoint.HealthResponse;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** The headers of the latest answer as Jetty keeps them, which most often is the next one too. */
final class PreparedFields {
    private volatile @Nullable Prepared latest;

    // The same answer is the identical object; to compare two would cost as much as is saved.
    @SuppressWarnings("ReferenceEquality")
    HttpFields of(HealthResponse response) {
        Prepared known = latest;
        if (known == null || known.response != response) {
            known = new Prepared(response);
            latest = known;
        }
        return known.fields;
    }

    private static final class Prepared {
        private final HealthResponse response;
        private final HttpFields fields;

        private Prepared(HealthResponse response) {
            this.response = response;
            HttpFields.Mutable all = HttpFields.build();
            response.headers().forEach(all::put);
            this.fields = all.asImmutable();
        }
    }
}
