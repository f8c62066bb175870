package dev.vitals.triage;

import dev.vitals.probe.Cause;
import dev.vitals.report.Advice;
import java.util.List;

/** What a runbook says of a cause code. Immutable. */
record RunbookEntry(
        String title,
        String meaning,
        List<FillText> steps,
        List<FillText> commands,
        List<FillText> links,
        List<FillText> escalation,
        boolean own) {
    RunbookEntry {
        steps = List.copyOf(steps);
        commands = List.copyOf(commands);
        links = List.copyOf(links);
        escalation = List.copyOf(escalation);
    }

    static RunbookEntry of(Cause cause) {
        List<FillText> steps = cause.steps().stream().map(FillText::literal).toList();
        return new RunbookEntry(cause.title(), cause.explanation(), steps, List.of(), List.of(), List.of(), false);
    }

    Advice filled(FindingValues values) {
        return new Advice(
                title,
                meaning,
                fill(steps, values),
                commands(values),
                fill(links, values),
                fill(escalation, values),
                own);
    }

    private static List<String> fill(List<FillText> texts, FindingValues values) {
        return texts.stream().map(text -> text.fill(values::words)).toList();
    }

    private List<String> commands(FindingValues values) {
        return commands.stream()
                .map(text -> text.fill(values::quoted, values::plain))
                .toList();
    }
}
