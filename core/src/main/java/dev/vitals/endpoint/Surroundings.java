package dev.vitals.endpoint;

import dev.vitals.dump.Dump;
import dev.vitals.dump.DumpJob;
import dev.vitals.dump.Dumps;
import dev.vitals.format.Access;
import dev.vitals.format.Around;
import dev.vitals.format.Around.Place;
import dev.vitals.format.Format;
import dev.vitals.format.HtmlFormat;
import dev.vitals.format.JsonFormat;
import dev.vitals.incident.Incident;
import dev.vitals.incident.Incidents;
import dev.vitals.probe.Quantities;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an answer leads to: as much as its reader may follow. Blocks nowhere. */
final class Surroundings {
    private static final int NAMED = 5;

    private final Optional<Incidents> incidents;
    private final Optional<Dumps> dumps;
    private volatile Open open = new Open(List.of());

    Surroundings(Optional<Incidents> incidents, Optional<Dumps> dumps) {
        this.incidents = incidents;
        this.dumps = dumps;
    }

    Optional<Around> around(Asking asking, Format format) {
        Access access = asking.request().access();
        boolean shows = format instanceof HtmlFormat || (format instanceof JsonFormat && access.seesDetail());
        return asking.home().filter(home -> shows).map(home -> around(home, asking));
    }

    private Around around(String home, Asking asking) {
        Access access = asking.request().access();
        boolean operates = access == Access.OPERATE;
        boolean reads = access.seesDetail();
        return new Around(
                home,
                operates,
                asking.byScript(),
                asking.signIn(),
                reads && incidents.isPresent(),
                reads ? open() : List.of(),
                dumps.isPresent(),
                operates ? newest() : Optional.empty());
    }

    /** The list is another object as soon as an incident changes. */
    @SuppressWarnings("ReferenceEquality")
    private List<Place> open() {
        List<Incident> now = incidents.map(Incidents::list).orElse(List.of());
        Open known = open;
        if (known.among != now) {
            known = new Open(now);
            open = known;
        }
        return known.places;
    }

    private static Place place(Incident incident) {
        return new Place(
                "incident " + incident.id(),
                "incidents/" + incident.id(),
                incident.severity() + " " + incident.status().name().toLowerCase(Locale.ROOT) + ", "
                        + incident.root().cause() + " in " + incident.root().check());
    }

    private Optional<Place> newest() {
        return dumps.flatMap(taken -> taken.list().stream()
                .flatMap(job -> job.result().map(dump -> place(job, dump)).stream())
                .findFirst());
    }

    private static Place place(DumpJob job, Dump dump) {
        return new Place("newest dump", "dump/" + job.id(), dump.at() + ", " + Quantities.bytes(dump.size()));
    }

    /** The worst of the open incidents among some. Found once for each list. */
    private static final class Open {
        private final List<Incident> among;
        private final List<Place> places;

        private Open(List<Incident> among) {
            this.among = among;
            this.places = among.stream()
                    .filter(incident -> incident.resolved().isEmpty())
                    .sorted(Comparator.comparing(Incident::severity)) // stable: newest first of each
                    .limit(NAMED)
                    .map(Surroundings::place)
                    .toList();
        }
    }
}
