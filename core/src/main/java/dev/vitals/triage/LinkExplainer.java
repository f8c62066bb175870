package dev.vitals.triage;

import dev.vitals.report.CheckReport;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.CauseLink.Where;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A check is explained by a finding that the catalogue links to its own. */
final class LinkExplainer implements Explainer {
    private final List<CauseLink> links;
    private final List<CheckReport> causes;
    private final boolean worstFirst;

    private LinkExplainer(List<CauseLink> links, List<CheckReport> troubles, boolean worstFirst) {
        this.links = links;
        this.worstFirst = worstFirst;
        this.causes = troubles.stream().filter(Troubles::failing).toList();
    }

    /** Explains by links within one resource, which are surer than a dependency in general; the strongest link first. */
    static LinkExplainer sameResource(List<CauseLink> links, List<CheckReport> troubles) {
        return of(EnumSet.of(Where.SAME_RESOURCE), links, troubles, false);
    }

    /**
     * Explains by links between checks of different resources; the worst cause first, as the order of links of different
     * modules means nothing.
     */
    static LinkExplainer anywhere(List<CauseLink> links, List<CheckReport> troubles) {
        return of(EnumSet.of(Where.SAME_HOST, Where.ANYWHERE), links, troubles, true);
    }

    private static LinkExplainer of(
            Set<Where> where, List<CauseLink> links, List<CheckReport> troubles, boolean worstFirst) {
        return new LinkExplainer(
                links.stream().filter(link -> where.contains(link.where())).toList(), troubles, worstFirst);
    }

    @Override
    public List<Explanation> explain(CheckReport effect) {
        List<Explanation> found = links.stream()
                .filter(link -> link.leadsTo(effect.cause()))
                .flatMap(link -> causes(link, effect))
                .toList();
        return worstFirst
                ? found.stream()
                        .sorted(Comparator.comparing((Explanation one) -> !Troubles.sameResource(one.cause(), effect))
                                .thenComparing(one -> one.cause().status(), Comparator.reverseOrder()))
                        .toList()
                : found;
    }

    private Stream<Explanation> causes(CauseLink link, CheckReport effect) {
        return causes.stream()
                .filter(cause -> connects(link, cause, effect))
                .map(cause -> new Explanation(cause, link.words()));
    }

    static boolean connects(CauseLink link, CheckReport cause, CheckReport effect) {
        return !Troubles.same(cause, effect)
                && link.startsFrom(cause.cause())
                && link.leadsTo(effect.cause())
                && near(link.where(), cause, effect);
    }

    private static boolean near(Where where, CheckReport cause, CheckReport effect) {
        return switch (where) {
            case ANYWHERE -> true;
            case SAME_RESOURCE -> Troubles.sameResource(cause, effect);
            case SAME_HOST -> Troubles.local(cause) && Troubles.onThisHost(effect);
        };
    }
}
