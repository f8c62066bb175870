package dev.vitals.dump;

import dev.vitals.engine.SystemTime;
import dev.vitals.format.Reports;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.incident.Incidents;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import dev.vitals.probe.Evidence.Table;
import dev.vitals.probe.Evidence.Text;
import dev.vitals.probe.Evidence.Tree;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.ReportChange;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import dev.vitals.spi.Redactor;
import dev.vitals.triage.Checks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * An application full of secrets. Writes a dump that is redacted and one that is not. What is put into the dump has not
 * passed the engine, so that nothing but the dump's own redaction can hide it.
 */
final class Aviary {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Aviary() {}

    /**
     * Takes both dumps.
     *
     * @param arguments the directory for both, and secrets
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        park("poll token=" + Canary.THREAD_NAME.value());
        park("poll https://me:" + Canary.THREAD_URL.value() + "@partner.example.com/");
        park("call " + webToken());
        park("token=" + Canary.NATIVE_THREAD.value());
        failToLoad("password=" + Canary.VM_EVENT.value());
        Path open = Files.createDirectory(directory.resolve("open password=" + Canary.OPEN_FILE.value()));
        OutputStream kept = Files.newOutputStream(open.resolve("file"));
        System.setProperty("shown.secret", Canary.SHOWN_PROPERTY.value());
        take(directory.resolve("redacted.zip"), settings(directory), new StandardRedactor());
        take(directory.resolve("raw.zip"), settings(directory).unredacted(), text -> text);
        kept.close();
        System.out.println("taken");
    }

    /** What the virtual machine itself throws, it remembers with its message. */
    private static void failToLoad(String name) {
        try {
            throw new IllegalStateException("there is a class " + Class.forName(name, false, null));
        } catch (ClassNotFoundException remembered) {
            // As intended.
        }
    }

    private static void park(String name) {
        CountDownLatch never = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static String webToken() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + Canary.THREAD_WEB_TOKEN.value() + ".signature";
    }

    private static DumpSettings settings(Path directory) {
        return DumpSettings.DEFAULT
                .onDemandOnly()
                .directory(directory.resolve("password=" + Canary.DIRECTORY.value()))
                .configuration(Map.of(
                        "spring.datasource.password",
                        Canary.SETTING.value(),
                        "alerts.url",
                        "https://hooks.slack.com/services/T000/B000/" + Canary.SETTING_WEBHOOK.value()))
                .showing(Set.of("shown.secret", "service.url"))
                .contributor(new Contributor("queue", false))
                .contributor(new Contributor("broken", true));
    }

    private record Contributor(String name, boolean broken) implements DumpContributor {
        @Override
        public Set<String> fields() {
            return Set.of("url", "apiKey");
        }

        @Override
        public Map<String, String> values() {
            if (broken) {
                throw new IllegalStateException("Cookie: session=" + Canary.CONTRIBUTOR_EXCEPTION.value());
            }
            return Map.of(
                    "url",
                    "amqp://me:" + Canary.CONTRIBUTED_URL.value() + "@mq/",
                    "apiKey",
                    Canary.CONTRIBUTED_NAME.value());
        }
    }

    private static void take(Path file, DumpSettings settings, Redactor redactor) throws IOException {
        Report report = Reports.report(Selection.ALL, List.of(sick()));
        Incidents incidents = Incidents.open("orders", IncidentSettings.DEFAULT, SystemTime.INSTANCE, text -> text);
        incidents.listener().onChange(ReportChange.of(Optional.empty(), report));
        incidents.trends(1); // comes after what was announced
        String id = incidents.list().get(0).id();
        incidents.note(id, "kim", "I used password=" + Canary.NOTE.value());
        DumpSources sources = new DumpSources(
                new Fixed(report),
                patience -> Map.of("orders", List.of(new Text("seen", List.of("secret: " + Canary.DIAGNOSIS.value())))),
                Optional.of(incidents),
                redactor,
                SystemTime.INSTANCE,
                note -> {});
        try (Dumps dumps = Dumps.open("orders", settings, sources)) {
            DumpRequest request = DumpRequest.of("api", "it said passwd=" + Canary.REASON.value())
                    .by("kim token=" + Canary.OPERATOR.value())
                    .with(DumpExtra.THREAD_PRINT)
                    .with(DumpExtra.NATIVE_THREADS)
                    .with(DumpExtra.CLASS_LOADERS)
                    .with(DumpExtra.VM_INFO);
            Dump dump = dumps.dump(request).await(PATIENCE).orElseThrow();
            try (OutputStream out = Files.newOutputStream(file)) {
                dump.writeTo(out);
            }
        } finally {
            incidents.close();
        }
    }

    private static CheckReport sick() {
        Result result = Result.down("orders.lost", "login failed, password=" + Canary.SUMMARY.value())
                .withEvidence(evidence())
                .remedy(Remedy.words("look into it").run(Command.shell("mysql -p{} shop", Canary.REMEDY.value())));
        return Checks.check("orders", result, policy -> policy.impact(Impact.CRITICAL));
    }

    private static List<Evidence> evidence() {
        return List.of(
                new Table(
                        "pools",
                        List.of("pool", "url"),
                        List.of(List.of(
                                "main", "jdbc:postgresql://db/orders?user=me&password=" + Canary.JDBC_URL.value()))),
                new Text(
                        "seen",
                        List.of(
                                "X-Api-Key: " + Canary.EVIDENCE_HEADER.value(),
                                "Cookie: a=b; session=" + Canary.EVIDENCE_COOKIE.value(),
                                "body {\"inner\":\"{\\\"password\\\":\\\"" + Canary.EVIDENCE_JSON.value() + "\\\"}\"}",
                                "<password>" + Canary.EVIDENCE_XML.value() + "</password>",
                                "-----BEGIN PRIVATE KEY-----",
                                Canary.PRIVATE_KEY.value(),
                                "-----END PRIVATE KEY-----",
                                "key " + Canary.CLOUD_KEY.value() + " was refused",
                                "Key (email)=(" + Canary.ROW_VALUE.value() + ") already exists.",
                                "Duplicate entry '" + Canary.ENTRY_VALUE.value() + "' for key 'name'",
                                "mail to " + Canary.E_MAIL.value() + " bounced")),
                new Tree("calls", List.of(Node.leaf("call with client_secret=" + Canary.EVIDENCE_NODE.value()))));
    }

    private record Fixed(Report report) implements ReportSource {
        @Override
        public Report report(Selection selection) {
            return report;
        }

        @Override
        public Optional<CheckReport> check(String name) {
            return report.check(name);
        }

        @Override
        public boolean started() {
            return true;
        }

        @Override
        public Set<String> groups() {
            return Set.of();
        }

        @Override
        public Set<String> names() {
            return Set.of("orders");
        }
    }
}
