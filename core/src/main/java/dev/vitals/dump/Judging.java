package dev.vitals.dump;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.text.Clean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Judges the facts by every rule. A rule that fails is UNKNOWN, and the others go on. */
record Judging(Trends trends) implements Collector {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Path ROOT = Path.of("/");

    /** What all rules say, worst first. */
    record Verdicts(List<Judgement> all) {
        Verdicts {
            all = all.stream().sorted(Comparator.comparing(Judgement::level)).toList();
        }

        List<Judgement> of(Judgement.Level level) {
            return all.stream().filter(one -> one.level() == level).toList();
        }
    }

    @Override
    public String file() {
        return "verdicts.json";
    }

    @Override
    public void collect(SectionOut out, Facts facts) {
        List<Judgement> all = new ArrayList<>();
        rules(facts).forEach(rule -> all.add(contained(rule)));
        Verdicts verdicts = facts.put(new Verdicts(all));
        ArrayNode array = JSON.arrayNode();
        for (Judgement one : verdicts.all()) {
            ObjectNode object = array.addObject();
            object.put("rule", one.rule()).put("level", one.level().name()).put("finding", one.finding());
            one.next().ifPresent(next -> object.put("next", next));
        }
        out.json(array);
    }

    private List<Supplier<Judgement>> rules(Facts facts) {
        List<Vitality> samples = trends.machine();
        return List.of(
                () -> ThreadRules.deadlock(facts),
                () -> ThreadRules.convoy(facts),
                () -> ThreadRules.saturated(facts),
                () -> ThreadRules.stuck(facts),
                () -> ThreadRules.hot(facts),
                () -> ThreadRules.logBlocked(facts),
                () -> MachineRules.gc(facts),
                () -> MachineRules.heap(samples),
                () -> MachineRules.leak(samples),
                () -> MachineRules.containerMemory(ROOT, facts),
                () -> MachineRules.kills(samples),
                () -> MachineRules.throttled(samples),
                () -> HostRules.descriptors(facts),
                () -> HostRules.threads(ROOT),
                () -> HostRules.disk(facts),
                () -> HostRules.inodes(facts),
                () -> HostRules.readOnly(facts),
                () -> MachineRules.pause(trends),
                () -> MachineRules.clock(trends));
    }

    private static Judgement contained(Supplier<Judgement> rule) {
        try {
            return rule.get();
        } catch (RuntimeException | Error failed) {
            return Judgement.unknown("A_RULE_FAILED", Clean.failure(failed));
        }
    }
}
