package dev.vitals.http.internal.knowledge;

import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.tls.Flaw;
import dev.vitals.probe.Cause;
import dev.vitals.spi.Knowledge;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every cause of this module's probes. What they explain follows from the kinds of the causes alone. */
public final class HttpKnowledge implements Knowledge {
    /** For the service loader. */
    public HttpKnowledge() {}

    @Override
    public List<Cause> causes() {
        return Stream.concat(
                        HttpCauses.all().stream(), Arrays.stream(Flaw.values()).map(Flaw::cause))
                .toList();
    }
}
