package dev.vitals.servlet;

import dev.vitals.Vitals;
import dev.vitals.dump.DumpSettings;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A shop in which a session blocks others, ten minutes into its night. The clock is moved by hand. */
final class Scene implements AutoCloseable {
    private static final Threshold SHARE = Threshold.ratioAbove(0.8, 0.95);

    private final ManualClock clock = new ManualClock();
    private final Vitals vitals;
    private final AtomicInteger rounds = new AtomicInteger();
    private volatile boolean healed;

    Scene() {
        vitals = Vitals.builder("shop")
                .time(clock)
                .schedule(false)
                .startUpGrace(Duration.ZERO)
                .deadline(Duration.ofMinutes(1))
                .check(
                        "orders-db.locks",
                        this::locks,
                        c -> c.resource("orders-db").impact(Impact.CRITICAL))
                .check("orders-db.connect", context -> latency("connected in ", 0.002), c -> c.resource("orders-db"))
                .check(
                        "orders-db.connections",
                        context -> share("connections.used", 0.32),
                        c -> c.resource("orders-db"))
                .check("orders-pool", this::pool, c -> c.resource("orders-db").dependsOn("orders-db.locks"))
                .check("payments", this::payments)
                .check("sessions.ping", context -> latency("PONG in ", 0.0008), c -> c.resource("sessions"))
                .check("sessions.memory", context -> share("memory.used", 0.61), c -> c.resource("sessions"))
                .check("disk", Scene::disk)
                .check("heap", context -> share("heap.live", 0.52))
                .check("licence", context -> Result.unknown("licence.unreadable", "the file cannot be read"))
                .check(
                        "notes",
                        context -> Result.up("<script>document.title='owned'</script><img src=x onerror=alert(1)>"))
                .incidents(IncidentSettings.DEFAULT)
                .dumps(DumpSettings.DEFAULT.onDemandOnly())
                .build();
        for (int i = 0; i < 56; i++) {
            step();
        }
    }

    Vitals vitals() {
        return vitals;
    }

    void heal() {
        healed = true;
        step();
        step();
    }

    /** Runs every check once more. */
    private void step() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> vitals.report().checks().stream()
                        .allMatch(check -> check.timing().running().isEmpty()));
        rounds.incrementAndGet();
        clock.advance(Duration.ofSeconds(30));
        vitals.report();
    }

    private boolean sick() {
        return !healed && rounds.get() > 44;
    }

    /** A number that wanders a little, the same in each run. */
    private double wander(double about, int seed) {
        return about * (1 + 0.15 * Math.sin(rounds.get() * 0.7 + seed) + 0.1 * Math.sin(rounds.get() * 2.3 + 2 * seed));
    }

    private Result latency(String words, double about) {
        double seconds = wander(about, words.length());
        return Result.up(words + Unit.SECONDS.show(seconds))
                .observe(Observation.of("latency", seconds, Unit.SECONDS)
                        .against(Threshold.above(Duration.ofMillis(500), Duration.ofSeconds(2))));
    }

    private Result share(String name, double about) {
        double used = wander(about, name.length());
        return Result.up(Math.round(used * 100) + " % (warn 80 %)")
                .observe(Observation.of(name, used, Unit.RATIO).against(SHARE));
    }

    private static Result disk(ProbeContext context) {
        return Result.up("41 % free (warn 10 %)")
                .observe(Observation.bytes("disk.free", 94L << 30)
                        .against(Threshold.below(Size.ofGibibytes(20), Size.ofGibibytes(2))));
    }

    private Result locks(ProbeContext context) {
        if (!sick()) {
            return Result.up("nobody waits").observe(wait(0));
        }
        int waited = (rounds.get() - 44) * 30;
        Node second = new Node(
                "10774 app=migrate  waits 3 m 50 s  orders AccessExclusiveLock  alter table orders …",
                List.of(Node.leaf("10784 app=web  waits 3 m 49 s  orders AccessShareLock  select …   and 9 more")));
        Node first = new Node(
                "pid 10728  app=billing  idle in transaction 4 m 20 s   last: update orders set state=? where id=?",
                List.of(Node.leaf("10732 app=web   waits 4 m 10 s  transactionid ShareLock  update orders …"), second));
        return Result.down("locks.blocked", "1 session blocks 12 others, longest wait " + Unit.SECONDS.show(waited))
                .about(Subject.session("orders-db", "10728"))
                .observe(wait(waited))
                .observe(Observation.count("locks.waiting", 12).against(Threshold.countAbove(5, 20)))
                .evidence(new Evidence.Tree("who blocks whom", List.of(first)))
                .remedy(Remedy.words("commit or roll back in billing; last resort")
                        .run(Command.sql("SELECT pg_terminate_backend({});", 10728)))
                .remedy(Remedy.words("cancel the migration first if it is the only one that hurts"));
    }

    private static Observation wait(int seconds) {
        return Observation.duration("locks.longest", Duration.ofSeconds(seconds))
                .against(Threshold.above(Duration.ofSeconds(30), Duration.ofMinutes(5)));
    }

    private Result pool(ProbeContext context) {
        int active = sick() ? 10 : (int) wander(4, 1);
        Observation used = Observation.count("pool.active", active)
                .against(Threshold.countAbove(10, 10).failOnly());
        if (!sick()) {
            return Result.up(active + " of 10 in use").observe(used);
        }
        return Result.down("pool.exhausted", "10 of 10 in use, 23 threads waiting, longest 3.9 s")
                .observe(used)
                .observe(Observation.count("pool.waiting", 23))
                .evidence(new Evidence.Table(
                        "waiting",
                        List.of("application frame", "threads"),
                        Stream.of("OrderService.place ×15", "ReportJob.run ×8")
                                .map(line -> List.of(line.split(" ")))
                                .toList()));
    }

    private Result payments(ProbeContext context) {
        double seconds = wander(sick() ? 2.4 : 0.2, 5);
        Observation answer = Observation.of("http.answer", seconds, Unit.SECONDS)
                .against(Threshold.above(Duration.ofSeconds(1), Duration.ofSeconds(5)));
        return sick()
                ? Result.degraded("http.slow", "answered in " + Unit.SECONDS.show(seconds) + " (warn 1 s)")
                        .observe(answer)
                : Result.up("200 in " + Unit.SECONDS.show(seconds)).observe(answer);
    }

    @Override
    public void close() {
        vitals.close();
    }
}
