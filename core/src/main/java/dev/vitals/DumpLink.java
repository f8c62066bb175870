package dev.vitals;

import dev.vitals.dump.DumpSettings;
import dev.vitals.dump.DumpSources;
import dev.vitals.dump.Dumps;
import dev.vitals.engine.Engine;
import dev.vitals.incident.Incidents;
import dev.vitals.report.ReportChange;
import dev.vitals.report.ReportListener;
import dev.vitals.spi.Redactor;
import dev.vitals.spi.TimeSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Connects dumps with the engine, each of which needs the other: changes that come before dumps are open wait for them. */
final class DumpLink implements ReportListener {
    private final String application;
    private final DumpSettings settings;
    private final Redactor redactor;
    private final TimeSource time;
    private final CompletableFuture<ReportListener> listener = new CompletableFuture<>();

    DumpLink(String application, DumpSettings settings, Redactor redactor, TimeSource time) {
        this.application = application;
        this.settings = settings;
        this.redactor = redactor;
        this.time = time;
    }

    /** Closes the engine if dumps cannot be had. */
    Dumps open(Engine engine, Optional<Incidents> incidents) {
        try {
            DumpSources sources = new DumpSources(engine, engine::diagnose, incidents, redactor, time, engine::note);
            Dumps dumps = Dumps.open(application, settings, sources);
            listener.complete(dumps.listener());
            return dumps;
        } catch (RuntimeException | Error failed) {
            engine.close();
            throw failed;
        }
    }

    @Override
    public void onChange(ReportChange change) {
        var unused = listener.thenAccept(opened -> opened.onChange(change));
    }
}
