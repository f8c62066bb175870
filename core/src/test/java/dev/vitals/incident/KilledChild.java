package dev.vitals.incident;

import dev.vitals.engine.SystemTime;
import dev.vitals.format.Reports;
import dev.vitals.report.ReportChange;
import dev.vitals.report.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Adds one note after another and prints the number of each once it is confirmed. Ends only when killed. */
final class KilledChild {
    private KilledChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        IncidentSettings settings = IncidentSettings.DEFAULT.directory(Path.of(arguments[0]));
        Incidents incidents = Incidents.open("orders", settings, SystemTime.INSTANCE, text -> text);
        incidents
                .listener()
                .onChange(ReportChange.of(
                        Optional.empty(), Reports.report(Selection.ALL, List.of(IncidentBookTest.down("db")))));
        while (incidents.list().isEmpty()) {
            Thread.onSpinWait();
        }
        String id = incidents.list().get(0).id();
        for (int i = Integer.parseInt(arguments[1]); ; i++) {
            incidents.note(id, "ann", "note " + i);
            System.out.println(i);
        }
    }
}
