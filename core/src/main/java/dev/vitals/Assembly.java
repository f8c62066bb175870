package dev.vitals;

import dev.vitals.deployment.Deployments;
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
    private final DumpLink dumping;

    Assembly(VitalsBuilder plan) {
        this.plan = plan;
        this.faults.addAll(plan.faults);
        this.policy = plan.policy.isEmpty() ? Optional.empty() : tried(plan.policy.get());
        this.dumping = new DumpLink(plan.application, plan.dumps, plan.redactor, plan.time);
    }

    Vitals build() {
        Optional<Incidents> kept = Optional.empty();
        try {
            kept = plan.incidents.flatMap(this::opened);
            Engine engine = Engine.start(settings(kept));
            kept.ifPresent(opened -> engine.watch(opened::trouble));
            Vitals vitals = new Vitals(engine, kept, dumping.open(engine, kept));
            return plan.managed ? vitals.managedAs(plan.application) : vitals;
        } catch (RuntimeException | Error failed) {
            kept.ifPresent(Incidents::close);
            made.close();
            throw failed;
        }
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
        kept.ifPresent(opened -> listeners.add(opened.listener()));
        plan.dumps.ifPresent(on -> listeners.add(dumping));
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
                (check, cause) -> kept.flatMap(opened -> opened.precedent(check, cause)));
        faults.addAll(ConfigurationFaults.of(settings));
        if (!faults.isEmpty()) {
            throw new InvalidConfigurationException(plan.application, faults);
        }
        return settings;
    }

    private Supplier<Optional<Deployment>> deployment() {
        return plan.deployment
                .<Supplier<Optional<Deployment>>>map(
                        wanted -> Deployments.of(plan.application, wanted, plan.time.now(), plan.redactor))
                .orElse(Optional::empty);
    }

    /** What an application says of causes is compared with those there are, which else can wait. */
    private Expertise expertise() {
        boolean saysNothing = plan.policy.isEmpty() && plan.runbooks.isEmpty();
        if (plan.triage.isPresent() || saysNothing) {
            return Expertise.late(plan.triage);
        }
        Catalogue catalogue = Catalogue.load(Thread.currentThread().getContextClassLoader(), faults);
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
