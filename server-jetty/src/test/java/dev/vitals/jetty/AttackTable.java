package dev.vitals.jetty;

import dev.vitals.Vitals;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.endpoint.HttpServerProvider;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints what honest callers see of each server under each attack, by 4, 100 and 400 sockets. Arguments: the servers
 * ({@code jdk}, {@code jetty}; both by default).
 */
final class AttackTable {
    private static final Duration GOOD = Duration.ofMillis(100);
    private static final Map<String, HttpServerProvider> SERVERS =
            new TreeMap<>(Map.of("jdk", HttpServerProvider.jdk(), "jetty", new JettyProvider()));

    /** What happens in one run is the machine's doing, what happens in each is the server's. */
    private static final int TRIES = 3;

    private AttackTable() {}

    public static void main(String[] args) throws Exception {
        for (String name : args.length == 0 ? SERVERS.keySet() : List.of(args)) {
            int good = 0;
            for (Attack attack : Attack.values()) {
                for (int sockets : new int[] {4, 100, 400}) {
                    good += cell(name, attack, sockets) ? 1 : 0;
                }
            }
            System.out.println(name + ": every honest call within " + GOOD.toMillis() + " ms in " + good + " of 21");
        }
    }

    private static boolean cell(String name, Attack attack, int sockets) throws Exception {
        for (int run = 1; run <= TRIES; run++) {
            HonestCalls calls = under(attack, sockets, SERVERS.get(name), 60);
            boolean good = calls.allWithin(GOOD);
            System.out.printf("%-6s %-12s x%-4d %-5s %s%n", name, attack, sockets, good ? "good" : "BAD", calls);
            if (good) {
                return true;
            }
        }
        return false;
    }

    /** A server of its own for each, so that none suffers for the one before. */
    @SuppressWarnings("try")
    static HonestCalls under(Attack attack, int sockets, HttpServerProvider provider, int calls) throws Exception {
        try (Vitals vitals = vitals();
                HealthServer server =
                        HealthServer.builder(vitals).port(0).server(provider).start()) {
            InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            HonestCalls.make(100, Duration.ZERO, target);
            try (Siege siege = Siege.lay(attack, sockets, target)) {
                return HonestCalls.make(calls, Duration.ofMillis(25), target);
            }
        }
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
}
