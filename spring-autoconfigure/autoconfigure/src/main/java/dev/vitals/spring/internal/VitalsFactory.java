package dev.vitals.spring.internal;

import dev.vitals.InvalidConfigurationException;
import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.deployment.DeploymentSettings;
import dev.vitals.dump.DumpSettings;
import dev.vitals.errors.RecentErrors;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.CheckSet;
import dev.vitals.probe.Probe;
import dev.vitals.report.ReportListener;
import dev.vitals.report.StatusListener;
import dev.vitals.report.Triage;
import dev.vitals.spi.Redactor;
import dev.vitals.spring.VitalsBuilderCustomizer;
import dev.vitals.spring.internal.settings.Blame;
import dev.vitals.spring.internal.settings.CheckTuning;
import dev.vitals.spring.internal.settings.InvalidPropertiesException;
import dev.vitals.spring.internal.settings.Properties;
import dev.vitals.spring.internal.sources.CheckSource;
import dev.vitals.spring.internal.web.EndpointSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/** Makes the aggregator: of what was found, of the application's beans, and of its properties. */
public final class VitalsFactory {
    private final ListableBeanFactory beans;
    private final Environment environment;

    public VitalsFactory(ListableBeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    /**
     * Makes it. Contacts nothing.
     *
     * @param startUp told of it
     * @throws InvalidPropertiesException if anything is wrong with a property or a bean, naming everything that is
     */
    public Vitals create(StartUp startUp) {
        Properties properties = new Properties(environment);
        VitalsBuilder builder = Vitals.builder(application(properties));
        properties.read("enabled", Boolean.class);
        properties.read("metrics.enabled", Boolean.class);
        properties.read("errors.enabled", Boolean.class);
        EndpointSettings.read(properties);
        general(properties, builder);
        deployment(builder);
        dumps(properties, builder);
        ordered(CheckSource.class).forEach(source -> source.addTo(builder, properties));
        ordered(CheckSet.class).forEach(builder::add);
        beans.getBeansOfType(Probe.class).forEach(builder::check);
        extensions(builder);
        Map<String, String> renamed = CheckTuning.apply(properties, builder);
        Vitals vitals = built(builder, properties, renamed);
        startUp.begin(vitals, beans);
        return vitals;
    }

    private String application(Properties properties) {
        return properties
                .read("application", String.class)
                .orElseGet(() -> environment.getProperty("spring.application.name", "application"));
    }

    private void general(Properties properties, VitalsBuilder builder) {
        properties.read("deadline", Duration.class).ifPresent(builder::deadline);
        properties.read("start-up-grace", Duration.class).ifPresent(builder::startUpGrace);
        properties.read("schedule", Boolean.class).ifPresent(builder::schedule);
        boolean kept = properties.read("incidents.enabled", Boolean.class).orElse(true);
        IncidentSettings byProperties = directory(properties, "incidents")
                .map(IncidentSettings.DEFAULT::directory)
                .orElse(IncidentSettings.DEFAULT);
        Optional<IncidentSettings> bean = bean(IncidentSettings.class, properties, "incidents.directory");
        if (kept) {
            builder.incidents(bean.orElse(byProperties));
        }
    }

    /** A bean is used as it is, and properties of the same matter do nothing. */
    private <T> Optional<T> bean(Class<T> type, Properties properties, String... instead) {
        Optional<T> bean = Optional.ofNullable(beans.getBeanProvider(type).getIfAvailable());
        bean.ifPresent(there -> properties.overridden(type, instead));
        return bean;
    }

    private void deployment(VitalsBuilder builder) {
        Optional.ofNullable(beans.getBeanProvider(DeploymentSettings.class).getIfAvailable())
                .or(() -> BootBuild.found(beans))
                .ifPresent(builder::deployment);
    }

    private void dumps(Properties properties, VitalsBuilder builder) {
        boolean offered = properties.read("dump.enabled", Boolean.class).orElse(true);
        boolean automatic = properties.read("dump.automatic", Boolean.class).orElse(true);
        DumpSettings when = automatic ? DumpSettings.DEFAULT : DumpSettings.DEFAULT.onDemandOnly();
        DumpSettings placed = directory(properties, "dump").map(when::directory).orElse(when);
        Optional<DumpSettings> bean = bean(DumpSettings.class, properties, "dump.automatic", "dump.directory");
        if (offered) {
            builder.dumps(bean.orElseGet(() -> withParts(withErrors(placed))));
        }
    }

    private DumpSettings withErrors(DumpSettings settings) {
        RecentErrors errors = beans.getBeanProvider(RecentErrors.class).getIfUnique();
        return errors == null ? settings : settings.errors(errors);
    }

    private DumpSettings withParts(DumpSettings settings) {
        DumpSettings whole = settings;
        for (DumpPart part : beans.getBeanProvider(DumpPart.class)) {
            whole = part.addTo(whole);
        }
        return whole;
    }

    /** One that is blank is none, as a variable without a value leaves it; it would be the working directory. */
    private static Optional<Path> directory(Properties properties, String of) {
        return properties
                .read(of + ".directory", String.class)
                .filter(name -> !name.isBlank())
                .map(Path::of);
    }

    private void extensions(VitalsBuilder builder) {
        beans.getBeanProvider(Triage.class).ifAvailable(builder::triage);
        ordered(Redactor.class).forEach(builder::redactor);
        ordered(StatusListener.class).forEach(builder::statusListener);
        ordered(ReportListener.class).forEach(builder::reportListener);
        ordered(VitalsBuilderCustomizer.class).forEach(customizer -> customizer.customize(builder));
    }

    private <T> Stream<T> ordered(Class<T> type) {
        return beans.getBeanProvider(type).orderedStream();
    }

    private static Vitals built(VitalsBuilder builder, Properties properties, Map<String, String> renamed) {
        List<String> faults = properties.faults();
        faults.forEach(builder::fault);
        try {
            return builder.build();
        } catch (InvalidConfigurationException refused) {
            Blame blame = new Blame(properties, renamed);
            throw new InvalidPropertiesException(refused.faults().stream()
                    .map(fault -> faults.contains(fault) ? fault : blame.of(fault))
                    .toList());
        }
    }
}
