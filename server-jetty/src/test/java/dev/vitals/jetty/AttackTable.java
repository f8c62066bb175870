package dev.vitals.jetty;

import dev.vitals.Vitals;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.endpoint.HttpServerProvider;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Prints what honest callers see of each server under each attack, by 4, 100 and 400 sockets; and, as a control, what they see
 * at the same moments of the same kind of server that nobody attacks, which is the machine's doing. Arguments: the servers
 * ({@code jdk}, {@code jetty}) and the {@linkplain Attack attacks}; all by default.
 */
final class AttackTable {
    private static final Duration GOOD = Duration.ofMillis(100);
    private static final Map<String, HttpServerProvider> SERVERS =
            new TreeMap<>(Map.of("jdk", HttpServerProvider.jdk(), "jetty", new JettyProvider()));

    /** What happens in one run may be the machine's doing, what happens in each is the server's. */
    private static final int TRIES = 3;

    private AttackTable() {}

    public static void main(String[] args) throws Exception {
        List<String> chosen = List.of(args);
        for (String name : chosen(List.copyOf(SERVERS.keySet()), Function.identity(), chosen)) {
            int good = 0;
            int all = 0;
            for (Attack attack : chosen(List.of(Attack.values()), Attack::name, chosen)) {
                for (int sockets : new int[] {4, 100, 400}) {
                    good += cell(name, attack, sockets) ? 1 : 0;
                    all++;
                }
            }
            System.out.printf("%s: every honest call within %d ms in %d of %d%n", name, GOOD.toMillis(), good, all);
        }
    }

    private static <T> List<T> chosen(List<T> all, Function<T, String> name, List<String> args) {
        List<T> some =
                all.stream().filter(one -> args.contains(name.apply(one))).toList();
        return some.isEmpty() ? all : some;
    }

    private static boolean cell(String name, Attack attack, int sockets) throws Exception {
        for (int run = 1; run <= TRIES; run++) {
            Seen seen = under(attack, sockets, SERVERS.get(name), 60);
            boolean good = seen.attacked().allWithin(GOOD);
            System.out.printf(
                    "%-6s %-12s x%-4d %-5s %s | control: %s | load %.1f%n",
                    name, attack, sockets, good ? "good" : "BAD", seen.attacked(), seen.control(), load());
            if (good) {
                return true;
            }
        }
        return false;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Servers of their own for each, so that none suffers for the one before. */
    @SuppressWarnings("try")
    static Seen under(Attack attack, int sockets, HttpServerProvider provider, int calls) throws Exception {
        try (Vitals vitals = vitals();
                HealthServer server = serve(vitals, provider);
                HealthServer control = serve(vitals, provider)) {
            HonestCalls.make(100, Duration.ZERO, address(server));
            HonestCalls.make(100, Duration.ZERO, address(control));
            try (Siege siege = Siege.lay(attack, sockets, address(server))) {
                CompletableFuture<HonestCalls> beside = CompletableFuture.supplyAsync(() -> honest(calls, control));
                return new Seen(honest(calls, server), beside.join());
            }
        }
    }

    private static HealthServer serve(Vitals vitals, HttpServerProvider provider) {
        return HealthServer.builder(vitals).port(0).server(provider).start();
    }

    private static InetSocketAddress address(HealthServer server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    private static HonestCalls honest(int calls, HealthServer server) {
        return HonestCalls.make(calls, Duration.ofMillis(25), address(server));
    }

    /** Reports of some 100 KB in full, so that an answer does not fit into the buffers of a socket. */
    static Vitals vitals() {
        Evidence much = new Evidence.Text("much", List.of("x".repeat(500), "y".repeat(500)));
        var builder = Vitals.builder("attacked");
        for (int i = 0; i < 80; i++) {
            builder.check("check-" + i, context -> Result.up("fine").evidence(much));
        }
        Vitals vitals = builder.build();
        vitals.report();
        return vitals;
    }

    /**
     * What honest callers have seen.
     *
     * @param attacked of the server under attack
     * @param control of the server beside it
     */
    record Seen(HonestCalls attacked, HonestCalls control) {}
}
