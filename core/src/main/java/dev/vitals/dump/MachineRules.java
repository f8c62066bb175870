package dev.vitals.dump;

import dev.vitals.host.facts.ContainerMemory;
import dev.vitals.host.facts.GroupCpu;
import dev.vitals.host.facts.GroupMemory;
import dev.vitals.host.facts.KernelFiles;
import dev.vitals.probe.Quantities;
import dev.vitals.text.Plural;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What heap, container and clocks give away. Limits are those of the probes, where there is one. */
final class MachineRules {
    private static final String NOT_WATCHED = "the control group was not watched for long enough yet";
    private static final String CLOCKS_NOT_WATCHED = "the clocks were not watched for long enough yet";
    private static final GroupCounts NOTHING_COUNTED = new GroupCounts(Optional.empty(), OptionalLong.empty());

    private MachineRules() {}

    /** Elasticsearch warns at 25 and 50 %. */
    static Judgement gc(Facts facts) {
        String rule = "GC_THRASH";
        OptionalDouble share = facts.find(GcOverhead.class)
                .map(overhead -> overhead.lastMinute())
                .orElse(OptionalDouble.empty());
        return share.isEmpty()
                ? Judgement.unknown(rule, "collections were not watched for a minute yet")
                : Judgement.above(
                        rule,
                        share.getAsDouble(),
                        0.25,
                        0.5,
                        Quantities.percent(share.getAsDouble() * 100) + " of the last minute went into collections",
                        "take a heap dump outside of this bundle, or give the heap more room");
    }

    /** What collections leave: TeamCity warns at 80 and 90 %. */
    static Judgement heap(List<Vitality> samples) {
        String rule = "HEAP_FULL";
        if (samples.isEmpty()
                || samples.get(samples.size() - 1).heapAfterShare().isEmpty()) {
            return Judgement.unknown(rule, "no collection of the old generation has been seen");
        }
        double share = samples.get(samples.size() - 1).heapAfterShare().getAsDouble();
        return Judgement.above(
                rule,
                share,
                0.8,
                0.9,
                Quantities.percent(share * 100) + " of the heap was in use after the last collection",
                "arm -XX:+HeapDumpOnOutOfMemoryError, then restart in good order");
    }

    /** Six values in a row that only rise, each after a collection, and by a tenth in all. */
    static Judgement leak(List<Vitality> samples) {
        String rule = "HEAP_LEAK_SUSPECT";
        List<Long> after = samples.stream()
                .map(Vitality::heapAfter)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .distinct()
                .toList();
        int windows = 6;
        if (after.size() <= windows) {
            return Judgement.unknown(rule, "fewer than 7 collections of the old generation were seen");
        }
        List<Long> last = after.subList(after.size() - windows - 1, after.size());
        boolean rises = true;
        for (int i = 1; i < last.size(); i++) {
            rises &= last.get(i) > last.get(i - 1);
        }
        String finding =
                "after collections " + Quantities.bytes(last.get(0)) + " became " + Quantities.bytes(last.get(windows));
        return rises && last.get(windows) > last.get(0) / 10 * 11
                ? Judgement.warn(rule, finding + ", rising each time", "compare two class histograms, taken apart")
                : Judgement.pass(rule, finding);
    }

    /** Of what this process holds, the heap is often the smaller part. */
    static Judgement containerMemory(Path root, Facts facts) {
        String rule = "CONTAINER_MEMORY";
        ContainerMemory memory = ContainerMemory.read(new KernelFiles(root));
        if (memory.unreadable().isPresent()) {
            return Judgement.unknown(rule, memory.unreadable().get());
        }
        Optional<GroupMemory> tightest = memory.limited().stream().max(Comparator.comparingDouble(GroupMemory::ratio));
        return tightest.map(group -> Judgement.above(
                        rule,
                        group.ratio(),
                        0.9,
                        0.95,
                        Quantities.bytes(group.used()) + " of " + Quantities.bytes(group.limit()) + " in use ("
                                + Quantities.percent(group.ratio() * 100) + ")"
                                + facts.find(Holdings.class)
                                        .map(holdings -> "; " + holdings.words())
                                        .orElse(""),
                        "the kernel kills at the limit: jvm/memory.json and jvm/vm.txt show who holds what"))
                .orElseGet(() -> Judgement.pass(rule, "no limit of memory on this control group"));
    }

    static Judgement kills(List<Vitality> samples) {
        String rule = "OOM_KILLED_SIBLING";
        OptionalLong now = last(samples).kills();
        OptionalLong then = first(samples).kills();
        if (now.isEmpty() || then.isEmpty()) {
            return Judgement.unknown(rule, "the kernel does not count kills of this control group");
        }
        if (samples.size() < 2) {
            return Judgement.unknown(rule, NOT_WATCHED);
        }
        long kills = now.getAsLong() - then.getAsLong();
        String finding = Plural.of(Math.max(0, kills), "process", "processes")
                + " of this control group killed for lack of memory " + window(samples) + ", " + now.getAsLong()
                + " since the control group began";
        return kills > 0
                ? Judgement.warn(rule, finding, "dmesg names them with their sizes")
                : Judgement.pass(rule, finding);
    }

    /** A quarter of the periods is the limit of kubernetes-mixin. */
    static Judgement throttled(List<Vitality> samples) {
        String rule = "CPU_THROTTLED";
        Optional<List<GroupCpu>> quotas = last(samples).quotas();
        if (quotas.isEmpty()) {
            return Judgement.unknown(rule, "the quota of the control group cannot be read");
        }
        if (quotas.get().isEmpty()) {
            return Judgement.pass(rule, "no quota of processor time");
        }
        return last(samples)
                .throttlingSince(first(samples))
                .map(found -> Judgement.above(
                        rule,
                        found.share(),
                        0.25,
                        0.5,
                        found.throttled() + " of " + found.periods() + " periods used up the quota " + window(samples),
                        "raise the quota, or use fewer threads that compute"))
                .orElseGet(() -> Judgement.unknown(rule, NOT_WATCHED));
    }

    /** What the kernel counts, it counts since the control group began; only what came since the first sample is of now. */
    private static GroupCounts first(List<Vitality> samples) {
        return samples.isEmpty() ? NOTHING_COUNTED : samples.get(0).group();
    }

    private static GroupCounts last(List<Vitality> samples) {
        return samples.isEmpty()
                ? NOTHING_COUNTED
                : samples.get(samples.size() - 1).group();
    }

    private static String window(List<Vitality> samples) {
        long nanos = samples.get(samples.size() - 1).nanos() - samples.get(0).nanos();
        return "within the last " + Quantities.duration(Duration.ofNanos(nanos));
    }

    /** Our own clock came late: collections, throttling or a suspended machine stopped everything. */
    static Judgement pause(Trends trends) {
        if (trends.machine().size() < 2) {
            return Judgement.unknown("JVM_PAUSE", CLOCKS_NOT_WATCHED);
        }
        long millis = trends.longestPauseMillis();
        return Judgement.above(
                "JVM_PAUSE",
                millis,
                1_000,
                5_000,
                "our own clock was at most " + millis + " ms late within the last ten minutes",
                "everything that timed out at once may be explained by this");
    }

    static Judgement clock(Trends trends) {
        if (trends.machine().size() < 2) {
            return Judgement.unknown("CLOCK_JUMP", CLOCKS_NOT_WATCHED);
        }
        long millis = trends.largestJumpMillis();
        String finding = "the wall clock moved against the monotonic one by at most " + millis
                + " ms within the last ten minutes";
        return millis >= 2_000
                ? Judgement.warn("CLOCK_JUMP", finding, "see whether the machine was suspended or its time set")
                : Judgement.pass("CLOCK_JUMP", finding);
    }
}
