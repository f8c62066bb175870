package dev.vitals.spring.internal.health;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Passing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One check as Actuator shows it, free of either generation's types. Details hold text, numbers, lists and maps only:
 * Actuator may write them with one Jackson or the other.
 *
 * @param status how the check weighs: a failing check that is not critical degrades, and takes nothing down
 * @param details what is shown to those who may see details
 */
public record CheckHealth(String status, Map<String, Object> details) {
    /** What Spring Boot has no status for. */
    public static final String DEGRADED = "DEGRADED";

    static CheckHealth of(CheckReport check) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("status", check.status().name());
        details.put("impact", check.policy().impact().name());
        details.put("cause", check.cause());
        details.put("summary", check.result().summary());
        details.put("since", check.timing().since().toString());
        observed(check, details);
        List<String> next =
                check.result().remedies().stream().map(CheckHealth::words).toList();
        if (!next.isEmpty()) {
            details.put("next", next);
        }
        return new CheckHealth(Passing.status(List.of(check)).name(), details);
    }

    private static void observed(CheckReport check, Map<String, Object> details) {
        Map<String, Object> observed = new LinkedHashMap<>();
        for (Observation observation : check.result().observations()) {
            observed.put(observation.name(), observation.shown());
        }
        if (!observed.isEmpty()) {
            details.put("observed", observed);
        }
    }

    private static String words(Remedy remedy) {
        return remedy.command().map(command -> remedy.advice() + ": " + command).orElse(remedy.advice());
    }
}
