package dev.vitals.http.internal.knowledge;

import dev.vitals.http.internal.expect.FlowCauses;
import dev.vitals.http.internal.failure.Family;
import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.net.NetCauses;
import dev.vitals.http.internal.query.QueryCauses;
import dev.vitals.http.internal.tls.TlsCauses;
import dev.vitals.http.internal.webhook.WebhookCauses;
import dev.vitals.probe.Cause;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every cause of this module's probes. What most of them explain follows from the kinds of the causes alone. */
public final class HttpKnowledge implements Knowledge {
    /** For the service loader. */
    public HttpKnowledge() {}

    @Override
    public List<Cause> causes() {
        Stream<Cause> network = Arrays.stream(Family.values()).flatMap(family -> family.causes().stream());
        Stream<Cause> rooms = Stream.of(
                        HttpCauses.all(),
                        TlsCauses.all(),
                        NetCauses.all(),
                        WebhookCauses.all(),
                        QueryCauses.all(),
                        FlowCauses.all())
                .flatMap(List::stream);
        return Stream.concat(network, rooms).toList();
    }

    @Override
    public List<CauseLink> links() {
        return QueryCauses.links();
    }
}
