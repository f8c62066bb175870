package dev.vitals.examples.quickstart;

import dev.vitals.Vitals;
import dev.vitals.dump.DumpSettings;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.examples.faults.Console;
import dev.vitals.examples.faults.FaultDesk;
import dev.vitals.examples.faults.FaultServer;
import dev.vitals.examples.faults.HungCheck;
import dev.vitals.examples.faults.Payments;
import dev.vitals.examples.faults.Servers;
import dev.vitals.host.DiskProbe;
import dev.vitals.host.MemoryProbe;
import dev.vitals.http.CertificateProbe;
import dev.vitals.http.HttpCall;
import dev.vitals.http.HttpProbe;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.jvm.HeapProbe;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Threshold;
import dev.vitals.redis.RedisProbes;
import dev.vitals.testkit.options.ServerException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A small shop with a PostgreSQL, a Redis, a payments service and a pool under light load, its health served at {@code /health}, and keys to
 * make it sick.
 */
public final class Quickstart implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofSeconds(2);

    /** Of this process alone: in a directory that two share, either makes room at the cost of the other's dumps. */
    private static final Path DUMPS = Path.of(
            System.getProperty("java.io.tmpdir"),
            "vitals-quickstart-dumps-" + ProcessHandle.current().pid());

    private static final Duration SOON = Duration.ofMillis(1_900);

    private final Servers servers;
    private final Shop shop;
    private final Payments payments;
    private final Vitals vitals;
    private final FaultDesk desk;
    private final HealthServer endpoint;
    private final FaultServer faults;

    private Quickstart(Options options, PrintStream out) {
        this.servers = Servers.start(options.databaseUrl(), options.redisUrl(), step -> out.println("  " + step));
        HungCheck licence = new HungCheck();
        try {
            this.shop = Shop.open(servers);
            this.payments = Payments.open(shop.pool());
            this.vitals = watch(servers, shop, payments, licence);
            this.desk = FaultDesk.of(servers, shop.pool(), shop, payments, licence);
            this.endpoint = HealthServer.builder(vitals)
                    .port(options.port())
                    .authoriser(new LocalOperator())
                    .start();
            this.faults = FaultServer.start(desk);
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** What there is to watch. Looks more often than the defaults do, so that a newcomer need not wait. */
    private static Vitals watch(Servers servers, Shop shop, Payments payments, HungCheck licence) {
        return Vitals.builder("shop")
                .add(JdbcProbes.of("orders-db", shop.pool())
                        .policy("connect", c -> c.every(OFTEN).timeout(SOON))
                        .policy("locks", c -> c.every(OFTEN).timeout(SOON).impact(Impact.CRITICAL))
                        .policy("pool", c -> c.every(OFTEN).timeout(SOON).impact(Impact.CRITICAL)))
                .add(RedisProbes.of("sessions", servers.redisUrl())
                        .policy("ping", c -> c.every(OFTEN).timeout(SOON))
                        .policy("memory", c -> c.every(OFTEN).timeout(SOON)))
                .check(
                        "payments",
                        HttpProbe.of(HttpCall.get(payments.url()).expectJson("/status", "UP"))
                                .ssl(payments.trust())
                                .limits(l -> l.answer(Threshold.above(Duration.ofMillis(500), SOON)
                                        .warnOnly())),
                        c -> c.every(OFTEN).timeout(SOON))
                .check(
                        "payments-certificate",
                        CertificateProbe.of("localhost", payments.port()).ssl(payments.trust()),
                        c -> c.every(OFTEN).timeout(SOON))
                .check("disk", DiskProbe.at(Path.of(".")))
                .check("memory", MemoryProbe.create())
                .check("heap", HeapProbe.create())
                .check("licence", licence, c -> c.every(OFTEN).timeout(SOON).impact(Impact.MINOR))
                .incidents(IncidentSettings.DEFAULT)
                .dumps(DumpSettings.DEFAULT
                        .directory(DUMPS)
                        .quietAtStart(Duration.ZERO)
                        .apart(Duration.ZERO, Duration.ofMinutes(1)))
                .build();
    }

    /**
     * Starts the servers, the shop and its health endpoint.
     *
     * @param options what the command line asks for
     * @param out where progress is shown
     * @return the running quickstart
     * @throws StartException if it cannot start, in plain words
     */
    static Quickstart start(Options options, PrintStream out) {
        Reachability.check(options);
        try {
            return new Quickstart(options, out);
        } catch (ServerException | UncheckedIOException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        }
    }

    /** Where health is served. */
    String health() {
        return endpoint.uri().toString();
    }

    /** Where faults are listed, injected and healed. */
    String faults() {
        return faults.url();
    }

    Servers servers() {
        return servers;
    }

    /** Takes a dump, and says where it is and what its first page says. */
    String dump() {
        return Console.dump(vitals);
    }

    @Override
    public void close() {
        faults.close();
        endpoint.close();
        vitals.close();
        payments.close();
        shop.close();
        servers.close();
    }

    /**
     * Runs the quickstart until it is asked to quit.
     *
     * @param args see {@code --help}
     * @throws Exception if the keyboard cannot be read
     */
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        try {
            Options options = Options.parse(args);
            if (options.help()) {
                out.print(Options.USAGE);
                return;
            }
            run(options, out);
        } catch (StartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Options options, PrintStream out) throws Exception {
        out.println("Starting real servers, a small shop, and Vitals to watch it:");
        Quickstart quickstart = start(options, out);
        Runtime.getRuntime().addShutdownHook(new Thread(quickstart::close, "quickstart-end"));
        String health = quickstart.health();
        String faults = quickstart.faults();
        out.printf("%nHealth:  %s?format=text   (JSON: %s)%n", health, health);
        out.printf("Faults:  curl -X POST %s/<name>   (heal: curl -X DELETE %s)%n%n", faults, faults);
        Console.attend(quickstart.desk, quickstart.vitals, out);
    }
}
