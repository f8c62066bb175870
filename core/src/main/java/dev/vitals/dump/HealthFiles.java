package dev.vitals.dump;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.format.Access;
import dev.vitals.format.JsonFormat;
import dev.vitals.format.TextFormat;
import dev.vitals.probe.Evidence;
import dev.vitals.report.CheckReport;
import dev.vitals.report.HistoryEntry;
import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the checks say: the report, its past, and what each probe finds when it looks closer. */
final class HealthFiles {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private HealthFiles() {}

    /** Reads the report, which others then find among the facts. */
    record TextFile(ReportSource reports) implements Collector {
        @Override
        public String file() {
            return "health/report.txt";
        }

        @Override
        public void collect(SectionOut out, Facts facts) {
            Report report = facts.put(reports.current(Selection.ALL).orElseGet(() -> reports.report(Selection.ALL)));
            out.text(TextFormat.DEFAULT.verbose(true).render(report, Access.DETAIL));
        }
    }

    record JsonFile() implements Collector {
        @Override
        public String file() {
            return "health/report.json";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            out.json(SectionOut.tree(
                    new String(JsonFormat.DEFAULT.render(report(facts), Access.DETAIL), StandardCharsets.UTF_8)));
        }
    }

    /** The last results of each check, and the last values of each observation. */
    record HistoryFile(Trends trends) implements Collector {
        @Override
        public String file() {
            return "health/history.json";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            ObjectNode root = JSON.objectNode();
            ObjectNode checks = root.putObject("checks");
            for (CheckReport check : report(facts).checks()) {
                ArrayNode results = checks.putArray(check.name());
                for (HistoryEntry entry : check.history()) {
                    results.addObject()
                            .put("at", entry.at().toString())
                            .put("status", entry.status().name())
                            .put("seconds", entry.took().toNanos() / 1e9);
                }
            }
            ObjectNode observations = root.putObject("observations");
            for (Trends.Series series : trends.observations()) {
                ObjectNode one = observations.putObject(series.name());
                one.put("unit", series.unit().id());
                series.values().forEach(one.putArray("values")::add);
            }
            out.json(root);
        }
    }

    /** The pools that checks look at, with their numbers and who waits for them. */
    record PoolsFile() implements Collector {
        @Override
        public String file() {
            return "app/pools.txt";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            List<CheckReport> pools = report(facts).checks().stream()
                    .filter(check -> check.result().observations().stream()
                            .anyMatch(seen -> ("." + seen.name()).contains(".pool.")))
                    .toList();
            if (pools.isEmpty()) {
                throw new SkipException("no check looks at a pool");
            }
            for (CheckReport check : pools) {
                out.line(check.name() + " " + check.status() + " "
                        + check.result().summary());
                check.result().observations().forEach(seen -> out.line("  " + seen.name() + " " + seen.shown()));
                check.result().evidence().forEach(evidence -> EvidenceText.write(out, evidence));
                check.diagnosis().forEach(evidence -> EvidenceText.write(out, evidence));
            }
        }
    }

    /** Every probe looks closer; one that hangs is named and waited for no longer. */
    record DiagnosisFile(DumpSources.Diagnoser diagnoser) implements Collector {
        private static final Duration PATIENCE = Duration.ofMillis(1_500);

        @Override
        public String file() {
            return "health/diagnosis.txt";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            Map<String, List<Evidence>> found = diagnoser.diagnose(PATIENCE);
            Set<String> silent = new TreeSet<>();
            report(facts).checks().forEach(check -> silent.add(check.name()));
            silent.removeAll(found.keySet());
            if (!silent.isEmpty()) {
                out.line("no answer within " + PATIENCE.toMillis() + " ms from: " + String.join(", ", silent));
            }
            for (Map.Entry<String, List<Evidence>> check : found.entrySet()) {
                if (!check.getValue().isEmpty()) {
                    out.line("");
                    out.line("CHECK " + check.getKey());
                    check.getValue().forEach(evidence -> EvidenceText.write(out, evidence));
                }
            }
        }
    }

    private static Report report(Facts facts) throws Collector.SkipException {
        return facts.find(Report.class).orElseThrow(() -> new Collector.SkipException("the report could not be had"));
    }
}
