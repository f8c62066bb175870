package dev.vitals;

import dev.vitals.deployment.Deployments;
import dev.vitals.dump.Dumps;
import dev.vitals.engine.ConfigurationFaults;
import dev.vitals.engine.Engine;
import dev.vitals.engine.EngineSettings;
import dev.vitals.engine.Expertise;
import dev.vitals.incident.IncidentException;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.incident.Incidents;
import dev.vitals.report.Deployment;
import dev.vitals.report.ReportListener;
import dev.vitals.report.Triage;
import dev.vitals.triage.Catalogue;
import dev.vitals.triage.InvalidTriageException;
import dev.vitals.triage.Runbook;
import dev.vitals.triage.SeverityPolicy;
import dev.vitals.triage.SeverityRule;
import dev.vitals.triage.Triages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One attempt to build an aggregator: collects all faults, and leaves nothing behind if there are any. */
final class Assembly {
    private final VitalsBuilder plan;
    private final MadeProbes made = new MadeProbes();
    private final List<String> faults = new ArrayList<>();
    private final Optional<SeverityPolicy> policy;
    private final Optional<DumpLink> dumping;

    Assembly(VitalsBuilder plan) {
        this.plan = plan;
        this.faults.addAll(plan.faults);
        this.policy = plan.policy.isEmpty() ? Optional.empty() : tried(plan.policy.get());
        this.dumping = plan.dumps.isEmpty()
                ? Optional.empty()
                : Optional.of(new DumpLink(plan.application, plan.dumps.get(), plan.redactor, plan.time));
    }

    Vitals build() {
        Optional<Incidents> kept = Optional.empty();
        try {
            kept = plan.incidents.isEmpty() ? Optional.empty() : opened(plan.incidents.get());
            Engine engine = Engine.start(settings(kept));
            if (kept.isPresent()) {
                engine.watch(kept.get()::trouble);
            }
            Vitals vitals = new Vitals(engine, kept, dumps(engine, kept));
            return plan.managed ? vitals.managedAs(plan.application) : vitals;
        } catch (RuntimeException | Error failed) {
            kept.ifPresent(Incidents::close);
            made.close();
            throw failed;
        }
    }

    private Optional<Dumps> dumps(Engine engine, Optional<Incidents> kept) {
        return dumping.isEmpty() ? Optional.empty() : Optional.of(dumping.get().open(engine, kept));
    }

    private Optional<Incidents> opened(IncidentSettings settings) {
        try {
            IncidentSettings planned =
                    policy.map(read -> settings.responses(read.responses())).orElse(settings);
            return Optional.of(Incidents.open(plan.application, planned, plan.time, plan.redactor));
        } catch (IncidentException refused) {
            faults.add(String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private EngineSettings settings(Optional<Incidents> kept) {
        List<ReportListener> listeners = new ArrayList<>(plan.reportListeners);
        if (kept.isPresent()) {
            listeners.add(kept.get().listener());
        }
        if (dumping.isPresent()) {
            listeners.add(dumping.get());
        }
        EngineSettings settings = new EngineSettings(
                plan.application,
                plan.registrations.checks(made, faults),
                plan.registrations.owned(),
                plan.scheduled,
                plan.deadline,
                plan.startUpGrace,
                expertise(),
                plan.redactor,
                plan.statusListeners,
                listeners,
                plan.time,
                plan.registrations.shown(plan.forcedLive),
                deployment(),
                kept.isEmpty() ? Optional.empty() : Optional.of(kept.get()::precedent));
        faults.addAll(ConfigurationFaults.of(settings));
        if (!faults.isEmpty()) {
            throw new InvalidConfigurationException(plan.application, faults);
        }
        return settings;
    }

    private Supplier<Optional<Deployment>> deployment() {
        return plan.deployment.isEmpty()
                ? Optional::empty
                : Deployments.of(plan.application, plan.deployment.get(), plan.time.now(), plan.redactor);
    }

    /** What an application says of causes is compared with those there are, which else can wait. */
    private Expertise expertise() {
        boolean saysNothing = plan.policy.isEmpty() && plan.runbooks.isEmpty();
        if (plan.triage.isPresent() || saysNothing) {
            return Expertise.late(plan.triage, plan.redactor);
        }
        Catalogue catalogue = Catalogue.load(faults);
        return Expertise.of(catalogue, triage(catalogue));
    }

    private Triage triage(Catalogue catalogue) {
        Optional<Runbook> book = tried(() -> runbook(catalogue));
        // Without the runbook's rest it is not known which of the policy's cause codes there are.
        return book.flatMap(read -> tried(() -> Triages.of(policy.orElse(SeverityPolicy.STANDARD), read, catalogue)))
                .orElseGet(() -> Triages.of(SeverityRule.DEFAULT, catalogue));
    }

    private Runbook runbook(Catalogue catalogue) {
        Runbook book = Runbook.of(catalogue);
        for (Path file : plan.runbooks) {
            book = book.with(file);
        }
        return book;
    }

    private <T> Optional<T> tried(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (InvalidTriageException wrong) {
            faults.addAll(wrong.faults());
            return Optional.empty();
        }
    }
}
