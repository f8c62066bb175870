package dev.vitals;

import dev.vitals.dump.Dump;
import dev.vitals.dump.DumpJob;
import dev.vitals.dump.DumpRequest;
import dev.vitals.format.Format;
import dev.vitals.format.Format.CheckView;
import dev.vitals.format.Format.ReportView;
import dev.vitals.format.JsonFormat;
import dev.vitals.format.TextFormat;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentException;
import dev.vitals.incident.Incidents;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;

/** An aggregator as a bean in the platform's server of beans. */
final class ManagedVitals implements VitalsMXBean, AutoCloseable {
    private static final int MOST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vitals vitals;
    private volatile Optional<ObjectName> name = Optional.empty();

    ManagedVitals(Vitals vitals) {
        this.vitals = vitals;
    }

    /** Registers it under the first name that is free. An application without it goes on as well. */
    void open(String application) {
        for (int i = 1; i <= MOST && name.isEmpty(); i++) {
            try {
                ObjectName wanted = name(application, i);
                ManagementFactory.getPlatformMBeanServer().registerMBean(this, wanted);
                name = Optional.of(wanted);
            } catch (InstanceAlreadyExistsException another) {
                // Another aggregator of this name; the next number.
            } catch (JMException | RuntimeException refused) {
                return;
            }
        }
    }

    /** Such as {@code dev.vitals:type=Vitals,name="orders"}, and the second {@code …,instance=2}. */
    static ObjectName name(String application, int instance) throws JMException {
        String name = "dev.vitals:type=Vitals,name=" + ObjectName.quote(application);
        return new ObjectName(instance == 1 ? name : name + ",instance=" + instance);
    }

    @Override
    public String getStatus() {
        return vitals.report().status().name();
    }

    @Override
    public String getSeverity() {
        return vitals.report().verdict().severity().map(Enum::name).orElse("");
    }

    @Override
    public String[] getChecks() {
        return new TreeSet<>(vitals.names()).toArray(String[]::new);
    }

    @Override
    public String reportAsText() {
        return report(TextFormat.DEFAULT);
    }

    @Override
    public String reportAsJson() {
        return report(JsonFormat.DEFAULT);
    }

    private String report(Format format) {
        Report report = vitals.report();
        return text(format.report(new ReportView(report, true, false, List.of())));
    }

    @Override
    public String runCheck(String check) {
        CheckReport ran = vitals.run(check)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no check '" + check + "'; there are " + List.of(getChecks())));
        return text(TextFormat.DEFAULT.check(new CheckView(ran, true, true, List.of())));
    }

    @Override
    public String dump(String reason) {
        DumpJob job = vitals.dump(DumpRequest.of("jmx", reason));
        return "dump " + job.id() + " "
                + job.await(PATIENCE)
                        .map(ManagedVitals::place)
                        .or(() -> job.failure().map(why -> "failed: " + why))
                        .orElseGet(
                                () -> "is still being taken: " + job.progress().step());
    }

    private static String place(Dump dump) {
        return dump.path()
                .map(path -> "is in " + path)
                .orElseGet(() -> "is in memory alone, for operators at dump/" + dump.id()
                        + "/download of the health endpoint"
                        + dump.trouble().stream().map(why -> "; " + why).collect(Collectors.joining()));
    }

    @Override
    public String[] getIncidents() {
        return vitals.incidents().stream()
                .flatMap(incidents -> incidents.list().stream())
                .map(Incident::toString)
                .toArray(String[]::new);
    }

    @Override
    public String incident(String id) {
        return changed(id, incidents -> find(incidents, id));
    }

    @Override
    public String acknowledgeIncident(String id, String by) {
        return changed(id, incidents -> incidents.acknowledge(id, by));
    }

    @Override
    public String noteOnIncident(String id, String by, String text) {
        return changed(id, incidents -> incidents.note(id, by, text));
    }

    @Override
    public String resolveIncident(String id, String by, String how) {
        return changed(id, incidents -> incidents.resolve(id, by, how));
    }

    /** What is thrown must be of the JDK: the other side may not have our classes. */
    private String changed(String id, Function<Incidents, Incident> change) {
        Incidents incidents = vitals.incidents()
                .orElseThrow(() ->
                        new IllegalStateException("incidents are off: turn them on with VitalsBuilder.incidents(...)"));
        find(incidents, id);
        try {
            return change.apply(incidents).json();
        } catch (IncidentException refused) {
            throw new IllegalStateException(refused.getMessage());
        }
    }

    private static Incident find(Incidents incidents, String id) {
        return incidents
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException("there is no incident '" + id + "'; there are "
                        + incidents.list().stream().map(Incident::id).limit(10).toList()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        name.ifPresent(known -> {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(known);
            } catch (JMException | RuntimeException gone) {
                // Somebody else has taken it out.
            }
        });
        name = Optional.empty();
    }
}
