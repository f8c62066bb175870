package dev.vitals.endpoint;

import dev.vitals.dump.Dump;
import dev.vitals.dump.DumpJob;
import dev.vitals.format.Html;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Status;
import java.util.List;
import java.util.Optional;

/** Dumps for a person at a browser. The page of one that is being taken renews itself until it is done. */
final class DumpPages {
    private static final int SECONDS = 2;

    private DumpPages() {}

    /** What answers the operation must not renew itself: that would ask for another dump. */
    static HealthResponse begun(DumpJob job, Optional<String> home) {
        return Pages.of(202, "dump " + job.id(), Status.UNKNOWN, html -> {
            html.of("h1", "Dump " + job.id());
            home.ifPresent(place -> html.in("p")
                    .in("b")
                    .of("a", "see how far it is", "href", place + "dump/" + job.id())
                    .end()
                    .end());
            Pages.back(html, home);
        });
    }

    static HealthResponse list(List<DumpJob> jobs, Optional<String> home) {
        return Pages.of(200, "dumps", Status.UNKNOWN, html -> {
            html.of("h1", "The latest dumps");
            html.of("p", jobs.isEmpty() ? "There are none." : "", "class", "d");
            jobs.forEach(job -> about(html, job, home, "h2"));
            Pages.back(html, home);
        });
    }

    static HealthResponse one(DumpJob job, Optional<String> home) {
        boolean over = job.result().isPresent() || job.failure().isPresent();
        Status colour = job.failure().isPresent() ? Status.DOWN : over ? Status.UP : Status.UNKNOWN;
        return Pages.renewed(200, "dump " + job.id(), colour, over ? 0 : SECONDS, html -> {
            about(html, job, home, "h1");
            Pages.back(html, home);
        });
    }

    private static void about(Html html, DumpJob job, Optional<String> home, String heading) {
        html.of(heading, "Dump " + job.id());
        html.of("p", job.request().trigger() + ": " + job.request().reason(), "class", "d");
        if (job.result().isPresent()) {
            done(html, job.id(), job.result().get(), home);
        } else if (job.failure().isPresent()) {
            html.of("p", "failed: " + job.failure().get());
        } else {
            DumpJob.Progress progress = job.progress();
            html.in("p")
                    .in("progress", "value", "" + progress.done(), "max", "" + progress.all(), "aria-label", "done");
            html.end()
                    .text(" " + progress.done() + " of " + progress.all() + ": " + progress.step())
                    .end();
        }
    }

    private static void done(Html html, String id, Dump dump, Optional<String> home) {
        html.of("p", (dump.complete() ? "complete" : "partial") + ", taken in " + Quantities.duration(dump.took()));
        html.in("p").in("b");
        String words = dump.file() + ", " + Quantities.bytes(dump.size());
        home.ifPresentOrElse(
                place -> html.of("a", words, "href", place + "dump/" + id + "/download", "download", dump.file()),
                () -> html.text(words));
        html.end().end();
        dump.path().ifPresent(path -> html.of("p", "on this host: " + path, "class", "d"));
        dump.trouble().forEach(trouble -> html.of("p", trouble, "class", "d"));
    }
}
