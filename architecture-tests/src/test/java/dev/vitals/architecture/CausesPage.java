package dev.vitals.architecture;

import static java.util.stream.Collectors.joining;

import dev.vitals.probe.Cause;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.CauseLink.Where;
import dev.vitals.triage.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;

/** The reference of the cause codes, in Markdown. */
record CausesPage(Catalogue catalogue) {
    private static final String HEAD = """
            # Cause codes

            Written by `CausesPageTest` from the catalogue, `Catalogue.load()`; a build fails when the two disagree. Each finding
            has one of these codes, the same in reports, metrics and logs. The steps are what usually helps; the remedies in a
            report name the pid, path or host at hand.

            A finding explains another where the page says so, and by its kind: a check that is `unreachable` or `denied`
            explains all others of the same resource, one that is `unavailable` those that are `UNKNOWN`. Only checks that are
            degraded or down explain others. A finding of kind `unknown` or `ours` says nothing about the health of what was to
            be checked.
            """;

    String text() {
        List<String> lines = new ArrayList<>(HEAD.lines().toList());
        String family = "";
        for (Cause cause : new TreeMap<>(catalogue.causes()).values()) {
            if (!family.equals(family(cause.code()))) {
                family = family(cause.code());
                addFamily(lines, family);
            }
            addSection(lines, cause);
        }
        return String.join("\n", lines) + "\n";
    }

    private void addFamily(List<String> lines, String family) {
        lines.addAll(List.of("", "## " + family));
        List<String> links = links(family + ".*");
        if (!links.isEmpty()) {
            lines.addAll(List.of("", "Each of these:"));
            addPoints(lines, links);
        }
    }

    private void addSection(List<String> lines, Cause cause) {
        String kind = cause.kind().name().toLowerCase(Locale.ROOT);
        lines.addAll(List.of("", "### `" + cause.code() + "`", "", "**" + cause.title() + "** (" + kind + ")"));
        lines.addAll(List.of("", cause.explanation()));
        List<String> points =
                new ArrayList<>(cause.steps().stream().map(step -> "- " + step).toList());
        points.addAll(links(cause.code()));
        addPoints(lines, points);
    }

    private static void addPoints(List<String> lines, List<String> points) {
        if (!points.isEmpty()) {
            lines.add("");
            lines.addAll(points);
        }
    }

    /** The links of a code, or those of a whole family. */
    private List<String> links(String kind) {
        List<String> links = new ArrayList<>();
        for (Where where : Where.values()) {
            links.addAll(links("explains", kind, where, CauseLink::cause, CauseLink::effect));
            links.addAll(links("follows from", kind, where, CauseLink::effect, CauseLink::cause));
        }
        return links;
    }

    private List<String> links(
            String word,
            String kind,
            Where where,
            Function<CauseLink, String> here,
            Function<CauseLink, String> there) {
        String others = catalogue.links().stream()
                .filter(link -> link.where() == where && here.apply(link).equals(kind))
                .map(there)
                .distinct()
                .map(this::reference)
                .collect(joining(", "));
        String scope = switch (where) {
            case SAME_RESOURCE -> " of the same resource";
            case SAME_HOST -> " on the same host";
            case ANYWHERE -> "";
        };
        return others.isEmpty() ? List.of() : List.of("- *" + word + "* " + others + scope);
    }

    /** Leads to the heading of a code or of a family; a code of a module to come has none. */
    private String reference(String kind) {
        boolean whole = kind.endsWith(".*");
        String anchor = whole ? family(kind) : kind.replace(".", "");
        return whole || catalogue.cause(kind).isPresent() ? "[`" + kind + "`](#" + anchor + ")" : "`" + kind + "`";
    }

    private static String family(String code) {
        return code.substring(0, code.indexOf('.'));
    }
}
