package dev.vitals.host;

import dev.vitals.host.facts.KernelFiles;
import dev.vitals.host.facts.Sockets;
import dev.vitals.host.facts.Sockets.State;
import dev.vitals.probe.Cause;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Checks the TCP sockets: their memory, the ports that are left for outgoing connections, and connections that this side
 * does not close. Linux only.
 *
 * <pre>{@code
 * .check("sockets", SocketProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code sockets.memory}</td><td>DOWN, DEGRADED</td><td>95 % or 80 % of the memory for all TCP sockets of the
 *     machine is in use</td></tr>
 * <tr><td>{@code sockets.ports}</td><td>DOWN, DEGRADED</td><td>95 % or 80 % of the ports for outgoing connections are in
 *     use towards one address</td></tr>
 * <tr><td>{@code sockets.close-wait}</td><td>DEGRADED</td><td>200 connections are closed by the peer and not by this
 *     side</td></tr>
 * <tr><td>{@code host.unreadable}</td><td>UNKNOWN</td><td>the kernel's numbers cannot be read</td></tr>
 * <tr><td>{@code host.unsupported}</td><td>UNKNOWN</td><td>the system has no {@code /proc}</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link SocketLimits}. They count all sockets of this network namespace: those of the
 * container or pod or, without one, of the machine. They are listed if enough are open, or remembered by the kernel, for
 * a limit to be reached; with more than 60,000 only their memory is judged.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class SocketProbe implements Probe {
    private final HostSource source;
    private final SocketLimits limits;

    private SocketProbe(HostSource source, SocketLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static SocketProbe create() {
        return from(HostSource.SHARED);
    }

    static SocketProbe from(HostSource source) {
        return new SocketProbe(source, SocketLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link SocketLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public SocketProbe limits(UnaryOperator<SocketLimits> change) {
        return new SocketProbe(source, Objects.requireNonNull(change, "change").apply(limits));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads two small files of the kernel and, with 200 open sockets or more, its list of them: some milliseconds.
     */
    @Override
    public Result check(ProbeContext context) {
        return source.check(context, this::judge);
    }

    private Result judge(KernelFiles files) throws IOException {
        // A port is also taken by a connection that is only remembered, but that one waits for nobody to close it.
        Sockets sockets = Sockets.read(files, first(limits.closeWait()), first(limits.ports()) * Sockets.ports(files));
        Result result = Result.up(summary(sockets));
        if (sockets.memory().isPresent()) {
            double memory = sockets.memory().getAsDouble();
            Status status = limits.memory().judge(memory);
            result = worse(
                    result,
                    status,
                    MachineCauses.SOCKETS_MEMORY,
                    Unit.RATIO.show(memory) + " of the memory for all TCP sockets of this machine used"
                            + limits.memory().suffix(status));
        }
        Optional<Sockets.Table> table = sockets.table();
        result = table.isPresent() ? judge(result, table.get()) : result;
        return advise(observed(result, sockets), table);
    }

    private static double first(Threshold limit) {
        return limit.warn().orElse(limit.fail().orElse(Double.MAX_VALUE));
    }

    private Result judge(Result so, Sockets.Table table) {
        Status ports = limits.ports().judge(ports(table));
        int closeWait = table.in(State.CLOSE_WAIT);
        Status unclosed = limits.closeWait().judge((double) closeWait);
        Result result = worse(
                so,
                ports,
                MachineCauses.SOCKETS_PORTS,
                table.busiest() + " of " + table.ports() + " ports for outgoing connections used towards one address"
                        + limits.ports().suffix(ports));
        return worse(
                result,
                unclosed,
                MachineCauses.SOCKETS_CLOSE_WAIT,
                "connections closed by the peer and not by this side: " + closeWait
                        + limits.closeWait().suffix(unclosed));
    }

    private static Result worse(Result so, Status status, Cause cause, String words) {
        return status.compareTo(so.status()) > 0 ? Result.of(status, cause, words) : so;
    }

    private static double ports(Sockets.Table table) {
        return (double) table.busiest() / table.ports();
    }

    private static String summary(Sockets sockets) {
        return sockets.table()
                .map(table -> table.in(State.ESTABLISHED) + " connections established, "
                        + table.in(State.CLOSE_WAIT) + " not closed by this side, " + table.in(State.TIME_WAIT)
                        + " remembered for a while")
                .orElse(
                        sockets.number() > Sockets.MOST
                                ? "too many sockets to list; their memory is watched"
                                : "sockets: " + sockets.number() + ", too few to run short of anything");
    }

    private Result observed(Result result, Sockets sockets) {
        Result seen = result.observe(Observation.count("sockets.orphaned", sockets.orphans()))
                .observe(Observation.count("sockets.time-wait", sockets.timeWait()));
        if (sockets.memory().isPresent()) {
            seen = seen.observe(
                    Observation.ratio("sockets.memory.ratio", sockets.memory().getAsDouble())
                            .against(limits.memory()));
        }
        if (sockets.table().isPresent()) {
            Sockets.Table table = sockets.table().get();
            seen = seen.observe(Observation.ratio("sockets.ports.ratio", ports(table))
                            .against(limits.ports()))
                    .observe(Observation.count("sockets.close-wait", table.in(State.CLOSE_WAIT))
                            .against(limits.closeWait()))
                    .observe(Observation.count("sockets.established", table.in(State.ESTABLISHED)));
        }
        return seen;
    }

    private static Result advise(Result result, Optional<Sockets.Table> table) {
        if (result.status() == Status.UP) {
            return result;
        }
        Result shown = table.isPresent() ? result.evidence(states(table.get())) : result;
        String cause = result.cause();
        if (cause.equals(MachineCauses.SOCKETS_CLOSE_WAIT.code())) {
            return shown.remedy(Remedy.words("see which process does not close which connections")
                            .run(Command.shell("ss -tnp state close-wait | head -n 30")))
                    .remedy(Remedy.words("look for answers that are not read to their end, and for streams and clients"
                            + " that are not closed"));
        }
        return cause.equals(MachineCauses.SOCKETS_PORTS.code())
                ? shown.remedy(Remedy.words("see towards which address")
                                .run(Command.shell(
                                        "ss -tnaH | tr -s ' ' | cut -d ' ' -f 5 | sort | uniq -c | sort -rn |"
                                                + " head")))
                        .remedy(Remedy.words(
                                "keep connections to that address open and use them again: a pool, or" + " keep-alive"))
                : shown.remedy(
                        Remedy.words("find the sockets with the fullest buffers: their peers do not read, or this"
                                        + " side does not")
                                .run(Command.shell("ss -tnmp | head -n 40")));
    }

    private static Evidence states(Sockets.Table table) {
        List<List<String>> rows = new ArrayList<>();
        for (State state : State.values()) {
            if (table.in(state) > 0) {
                rows.add(List.of(
                        state.name().toLowerCase(Locale.ROOT).replace('_', '-'), Integer.toString(table.in(state))));
            }
        }
        return new Evidence.Table("TCP sockets by state", List.of("state", "sockets"), rows);
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code sockets}, once a minute, and bad only after three bad results: peers
     * that hang up together are not a leak.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT
                .scope(Scope.LOCAL)
                .resource("sockets")
                .every(Duration.ofMinutes(1))
                .failAfter(Hold.results(3));
    }
}
