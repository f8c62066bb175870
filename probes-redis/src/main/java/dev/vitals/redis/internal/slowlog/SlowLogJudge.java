package dev.vitals.redis.internal.slowlog;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.limits.SlowLogLimits;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which commands were slow since the previous run. Entries before the first run are history, and so are all after a
 * restart, which the numbers of the entries show by going back.
 */
public final class SlowLogJudge implements Judge {
    /** The server cuts arguments, so as many entries are some 130 KB at most. */
    private static final int READ = 32;

    private static final Comparator<SlowEntry> SLOWEST_FIRST =
            Comparator.comparing(SlowEntry::took).reversed();

    private final SlowLogLimits limits;
    private OptionalLong last = OptionalLong.empty();

    public SlowLogJudge(SlowLogLimits limits) {
        this.limits = limits;
    }

    @Override
    public Result judge(Visit visit) throws RedisFailure {
        List<SlowEntry> entries = SlowEntry.all(visit.ask("SLOWLOG", "GET", Integer.toString(READ)));
        long newest = entries.isEmpty() ? -1 : entries.get(0).id();
        boolean known = last.isPresent() && newest >= last.getAsLong();
        long previous = known ? last.getAsLong() : newest;
        last = OptionalLong.of(newest);
        if (newest < 0) {
            return Result.up("nothing on record: the server logs what slowlog-log-slower-than says, unless it is off");
        }
        List<SlowEntry> fresh =
                entries.stream().filter(entry -> entry.id() > previous).toList();
        return judge(newest - previous, fresh, visit);
    }

    private Result judge(long number, List<SlowEntry> fresh, Visit visit) {
        Duration longest =
                fresh.stream().map(SlowEntry::took).max(Duration::compareTo).orElse(Duration.ZERO);
        Status many = limits.entries().judge(number);
        Status slow = limits.longest().judge(longest);
        Status status = many == Status.DOWN || slow == Status.UP ? many : slow;
        String words = Plural.of(number, "slow command") + " since the previous sample"
                + (number == 0 ? "" : ", longest " + Quantities.duration(longest));
        Result result = status == Status.UP ? Result.up(words) : slow(status, words, fresh, visit);
        return result.observe(Observation.count("redis.commands.slow", number).against(limits.entries()))
                .observe(Observation.duration("redis.commands.longest", longest).against(limits.longest()));
    }

    private static Result slow(Status status, String words, List<SlowEntry> fresh, Visit visit) {
        List<SlowEntry> worst = fresh.stream().sorted(SLOWEST_FIRST).limit(10).toList();
        return Result.of(
                        status,
                        SlowLogCauses.COMMANDS,
                        words + " (" + worst.get(0).command() + ")")
                .about(visit.target().subject())
                .evidence(SlowEntry.table("slow commands", worst))
                .remedy(Remedy.words("find the code that sends them; their arguments are there")
                        .run(visit.target().cli("SLOWLOG GET 10")));
    }

    @Override
    public List<Evidence> diagnose(Visit visit) throws RedisFailure {
        List<SlowEntry> entries = SlowEntry.all(visit.ask("SLOWLOG", "GET", Integer.toString(READ)));
        return List.of(SlowEntry.table(
                "slow log", entries.stream().sorted(SLOWEST_FIRST).toList()));
    }
}
