package dev.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitals.dump.Dump;
import dev.vitals.dump.DumpSettings;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VitalsJmxTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void a_report_is_read_and_a_check_run_over_a_real_connection() throws Exception {
        JMXConnectorServer remote =
                JMXConnectorServerFactory.newJMXConnectorServer(new JMXServiceURL("rmi", "localhost", 0), null, server);
        remote.start();
        try (Vitals vitals = vitals();
                JMXConnector connector = JMXConnectorFactory.connect(remote.getAddress())) {
            assertThat(vitals.report().checks()).hasSize(1);
            MBeanServerConnection connection = connector.getMBeanServerConnection();
            VitalsMXBean bean = JMX.newMXBeanProxy(connection, name(1), VitalsMXBean.class);

            assertThat(bean.getStatus()).isEqualTo("UP");
            assertThat(bean.getSeverity()).isEmpty();
            assertThat(bean.getChecks()).containsExactly("licence");
            assertThat(bean.reportAsJson()).contains("\"application\":\"or:d,e\\\"rs\"");
            assertThat(bean.reportAsText()).contains("run 1");
            assertThat(bean.runCheck("licence")).contains("run 2");
            assertThatThrownBy(() -> bean.runCheck("no"))
                    .hasStackTraceContaining("there is no check 'no'; there are [licence]");
        } finally {
            remote.stop();
        }
        assertThat(server.isRegistered(name(1))).isFalse();
    }

    @Test
    void a_dump_is_taken_over_the_bean_and_the_answer_says_where_it_is(@TempDir Path directory) throws Exception {
        try (Vitals vitals = builder()
                .jmx()
                .dumps(DumpSettings.DEFAULT.onDemandOnly().directory(directory))
                .build()) {
            String answer =
                    JMX.newMXBeanProxy(server, name(1), VitalsMXBean.class).dump("orders are slow");

            Dump dump = vitals.dumps().orElseThrow().newest().orElseThrow();
            assertThat(answer)
                    .isEqualTo("dump " + dump.id() + " is in " + dump.path().orElseThrow());
            assertThat(dump.path().orElseThrow()).exists();
            assertThat(dump.request().trigger()).isEqualTo("jmx");
            assertThat(dump.request().reason()).isEqualTo("orders are slow");
        }
    }

    @Test
    void a_dump_that_no_directory_takes_is_in_memory_and_the_answer_says_why(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        try (Vitals vitals = builder()
                .jmx()
                .dumps(DumpSettings.DEFAULT.onDemandOnly().directory(file))
                .build()) {
            assertThat(vitals.report().checks()).hasSize(1);
            assertThat(JMX.newMXBeanProxy(server, name(1), VitalsMXBean.class).dump("why"))
                    .containsPattern("^dump [0-9a-f]{8} is in memory alone, .*/download of the health endpoint; ")
                    .contains(file.toString());
        }
    }

    @Test
    void a_dump_that_is_off_says_how_it_is_turned_on() throws Exception {
        try (Vitals vitals = vitals()) {
            assertThat(vitals.dumps()).isEmpty();
            VitalsMXBean bean = JMX.newMXBeanProxy(server, name(1), VitalsMXBean.class);
            assertThatThrownBy(() -> bean.dump("why")).hasStackTraceContaining("dumps are off: turn them on with");
        }
    }

    @Test
    @SuppressWarnings("try")
    void an_incident_is_read_acknowledged_noted_and_resolved_over_the_bean() throws Exception {
        try (Vitals vitals = Vitals.builder("or:d,e\"rs")
                .jmx()
                .startUpGrace(Duration.ZERO)
                .incidents(IncidentSettings.DEFAULT)
                .check(
                        "licence",
                        context -> Result.down("licence.expired", "ended"),
                        policy -> policy.impact(Impact.CRITICAL)
                                .every(Duration.ofMillis(100))
                                .timeout(Duration.ofMillis(50)))
                .build()) {
            VitalsMXBean bean = JMX.newMXBeanProxy(server, name(1), VitalsMXBean.class);
            await().until(() -> bean.getIncidents().length == 1);
            assertThat(bean.getIncidents()[0]).contains("P0 INVESTIGATING licence licence.expired: ended");
            String id = bean.getIncidents()[0].split(" ", 2)[0];

            assertThat(bean.incident(id)).contains("\"kind\":\"OPENED\"");
            assertThat(bean.acknowledgeIncident(id, "ann")).contains("\"status\":\"ACKNOWLEDGED\"");
            assertThat(bean.noteOnIncident(id, "ann", "bought a new one")).contains("bought a new one");
            assertThat(bean.resolveIncident(id, "ann", "new licence")).contains("\"status\":\"RESOLVED\"");
            assertThatThrownBy(() -> bean.resolveIncident(id, "ann", "again"))
                    .hasStackTraceContaining("IllegalStateException: incident '" + id + "' is resolved already");
            assertThatThrownBy(() -> bean.noteOnIncident("nope", "ann", "x"))
                    .hasStackTraceContaining("there is no incident 'nope'; there are [" + id + "]");
        }
    }

    @Test
    void incidents_that_are_off_are_none_and_say_how_they_are_turned_on() throws Exception {
        try (Vitals vitals = vitals()) {
            assertThat(vitals.incidents()).isEmpty();
            VitalsMXBean bean = JMX.newMXBeanProxy(server, name(1), VitalsMXBean.class);
            assertThat(bean.getIncidents()).isEmpty();
            assertThatThrownBy(() -> bean.incident("x"))
                    .hasStackTraceContaining("incidents are off: turn them on with");
        }
    }

    @Test
    void a_second_one_of_the_same_name_gets_a_number() throws Exception {
        Vitals first = vitals();
        try (Vitals second = vitals()) {
            assertThat(server.isRegistered(name(1))).isTrue();
            assertThat(server.isRegistered(name(2))).isTrue();
            first.close();
            assertThat(server.isRegistered(name(1))).isFalse();
            assertThat(second.run("licence").orElseThrow().result().summary()).startsWith("run ");
        }
        assertThat(server.isRegistered(name(2))).isFalse();
    }

    @Test
    void nobody_is_registered_without_being_asked() throws Exception {
        try (Vitals vitals = builder().build()) {
            assertThat(vitals.report().checks()).hasSize(1);
            assertThat(server.isRegistered(name(1))).isFalse();
        }
    }

    @Test
    void a_check_that_is_closed_is_not_run() {
        Vitals vitals = vitals();
        vitals.close();
        int before = runs.get();

        assertThat(vitals.run("licence")).isPresent();
        assertThat(vitals.run("other")).isEmpty();
        assertThat(runs).hasValue(before);
    }

    private Vitals vitals() {
        return builder().jmx().build();
    }

    private VitalsBuilder builder() {
        return Vitals.builder("or:d,e\"rs")
                .schedule(false)
                .check("licence", context -> Result.up("run " + runs.incrementAndGet()));
    }

    private static ObjectName name(int instance) throws Exception {
        return ManagedVitals.name("or:d,e\"rs", instance);
    }
}
