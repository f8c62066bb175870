package dev.vitals.http;

import dev.vitals.http.internal.exchange.Word;
import dev.vitals.http.internal.failure.Family;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.net.NetCauses;
import dev.vitals.http.internal.time.Budget;
import dev.vitals.http.limits.TcpLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.remote.NetworkFault;
import dev.vitals.remote.Remote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Checks that a port accepts connections, and how fast. Sends nothing and hangs up at once.
 *
 * <pre>{@code
 * .check("mail", TcpProbe.of("mail.example", 25))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code tcp.refused}, {@code tcp.timeout}, {@code tcp.unreachable}, {@code tcp.dns}</td><td>DOWN</td>
 * <td>none of the host's addresses accepts a connection; of the last one the reason is given</td></tr>
 * <tr><td>{@code tcp.slow}</td><td>DEGRADED</td><td>connecting took 1 s or longer</td></tr>
 * </table>
 *
 * <p>The number is the default of {@link TcpLimits}. The addresses of a host are tried in turn, at most eight, each with
 * its share of the time; a port whose process is frozen may still accept connections.
 *
 * <p>A run blocks for less than its check's timeout, except while the host name is being resolved: the check then reports
 * that it is stuck there. The settings of this class are immutable and it may be shared.
 *
 * @since 0.1.0
 */
public final class TcpProbe implements Probe {
    private static final int MOST = 8;

    private final String host;
    private final int port;
    private final TcpLimits limits;

    private TcpProbe(String host, int port, TcpLimits limits) {
        this.host = host;
        this.port = port;
        this.limits = limits;
    }

    /**
     * Returns a probe of a port. Contacts nothing yet.
     *
     * @param host the host, without brackets
     * @param port the port; from 1 to 65535
     * @return the probe
     * @throws IllegalArgumentException if {@code host} is no name or address or {@code port} is out of its bounds
     */
    public static TcpProbe of(String host, int port) {
        return new TcpProbe(Hosts.requireHost(host), Hosts.requirePort(port), TcpLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link TcpLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public TcpProbe limits(UnaryOperator<TcpLimits> change) {
        TcpLimits changed = Objects.requireNonNull(change, "change").apply(limits);
        return new TcpProbe(host, port, Objects.requireNonNull(changed, "limits"));
    }

    @Override
    public Result check(ProbeContext context) {
        try {
            Word word = Word.of(context, this::failed);
            InetAddress[] addresses = word.resolve(host);
            return judge(connect(addresses, word.forRequest()));
        } catch (HttpFailure e) {
            return failed(e);
        }
    }

    private Duration connect(InetAddress[] addresses, Budget budget) throws HttpFailure {
        int most = Math.min(MOST, addresses.length);
        HttpFailure last = HttpFailure.of(NetworkFault.DNS, "");
        for (int i = 0; i < most; i++) {
            int millis = Math.max(1, budget.leftMillis() / (most - i));
            long start = System.nanoTime();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(addresses[i], port), millis);
                return Duration.ofNanos(System.nanoTime() - start);
            } catch (IOException e) {
                NetworkFault fault = NetworkFault.of(e).orElse(NetworkFault.UNREACHABLE);
                String limit = "within " + Quantities.duration(Duration.ofMillis(millis));
                last = HttpFailure.of(fault, fault == NetworkFault.TIMEOUT ? limit : "");
            }
        }
        throw last;
    }

    private Result judge(Duration took) {
        Status status = limits.connect().judge(took);
        String summary = remote() + " accepts connections, in " + Quantities.duration(took)
                + limits.connect().suffix(status);
        Result result = status == Status.UP
                ? Result.up(summary)
                : Result.of(status, NetCauses.TCP_SLOW, summary)
                        .withRemedies(NetCauses.TCP_SLOW.steps().stream()
                                .map(Remedy::of)
                                .toList());
        return result.observe(Observation.duration("tcp.connect", took).against(limits.connect()));
    }

    private Result failed(HttpFailure failure) {
        return failure.result(Family.TCP, remote().toString(), remote());
    }

    private Remote remote() {
        return Remote.of(host, port);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Host and port as the resource.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.resource("http " + remote());
    }

    /** Returns host and port. */
    @Override
    public String toString() {
        return "TcpProbe[" + remote() + "]";
    }
}
