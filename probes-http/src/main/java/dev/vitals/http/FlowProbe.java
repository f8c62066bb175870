package dev.vitals.http;

import dev.vitals.http.internal.client.Lease;
import dev.vitals.http.internal.client.Transport;
import dev.vitals.http.internal.exchange.Exchange;
import dev.vitals.http.internal.exchange.Pause;
import dev.vitals.http.limits.HttpLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * Goes through a sequence of requests as a user would, and carries values from one answer to the next.
 *
 * <pre>{@code
 * .check("upload", FlowProbe.of(
 *         FlowStep.of("login", HttpCall.post(shop + "/api/auth/login").json(credentials)).keep("token", "/token"),
 *         FlowStep.of("upload", HttpCall.post(shop + "/documents")
 *                         .header("Authorization", "Bearer ${token}")
 *                         .upload("file", "probe.txt", "text/plain", bytes)
 *                         .expectStatus(201))
 *                 .keep("id", "/id"),
 *         FlowStep.of("read back", HttpCall.get(shop + "/documents/${id}")
 *                 .header("Authorization", "Bearer ${token}")),
 *         FlowStep.cleanUp("delete", HttpCall.delete(shop + "/documents/${id}")
 *                 .header("Authorization", "Bearer ${token}"))))
 * }</pre>
 *
 * <p>The first step that fails is named in the summary; the cause is that of the step's own answer, as in
 * {@link HttpProbe}, or:
 *
 * <table>
 * <caption>What else it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code flow.value}</td><td>DOWN</td><td>an answer lacks a value that is to be kept</td></tr>
 * <tr><td>{@code flow.clean-up}</td><td>DEGRADED</td><td>everything went well except a step that cleans up</td></tr>
 * <tr><td>{@code http.slow}</td><td>DEGRADED</td><td>everything went well, but a step took 2 s or longer</td></tr>
 * </table>
 *
 * <p>After a step that is answered with 401, 403, 407, 429, or 503 with {@code Retry-After} the next run waits as that of an
 * {@link HttpProbe}, so that a login is not locked by being tried.
 *
 * <p>Steps that clean up run after a failure as well, with the time that is left. Values are taken for secrets: no text
 * shows them. In an address they are encoded, in JSON escaped.
 *
 * <p>This is the one probe that may write, if its steps do. Run it against data made for it. A run blocks for less than its
 * check's timeout, as in {@link HttpProbe}. The settings of this class are immutable; it is entered by one thread at a time
 * and closed with the aggregator.
 *
 * @since 0.1.0
 */
public final class FlowProbe implements Probe, AutoCloseable {
    private final List<FlowStep> steps;
    private final HttpLimits limits;
    private final Exchange exchange;
    private final Pause pause = new Pause(System::nanoTime);

    private FlowProbe(List<FlowStep> steps, HttpLimits limits, Transport transport) {
        this.steps = steps;
        this.limits = limits;
        this.exchange = new Exchange(new Lease(transport), (int) limits.body().bytes());
    }

    /**
     * Returns a probe of some steps, in order. Contacts nothing yet.
     *
     * @param steps the steps; at least one that does not clean up
     * @return the probe
     * @throws IllegalArgumentException if there is no step, two have the same name, or one needs a value that no earlier
     *     one keeps; the message names every fault
     */
    public static FlowProbe of(FlowStep... steps) {
        List<FlowStep> all = List.of(Objects.requireNonNull(steps, "steps"));
        List<String> faults = faults(all);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new FlowProbe(all, HttpLimits.DEFAULT, Transport.DEFAULT);
    }

    private static List<String> faults(List<FlowStep> steps) {
        List<String> faults = new ArrayList<>();
        if (steps.stream().allMatch(FlowStep::cleansUp)) {
            faults.add("'steps' must have one that does not clean up");
        }
        Set<String> names = new HashSet<>();
        Set<String> kept = new TreeSet<>();
        for (FlowStep step : steps) {
            if (!names.add(step.name())) {
                faults.add("two steps are named '" + step.name() + "'");
            }
            Set<String> missing = step.needs();
            missing.removeAll(kept);
            if (!missing.isEmpty()) {
                faults.add("step '" + step.name() + "' needs " + missing + ", which no earlier step keeps");
            }
            step.kept().forEach(keep -> kept.add(keep.name()));
        }
        return faults;
    }

    /**
     * Returns this probe with the limits of each step changed.
     *
     * @param change takes the limits, {@link HttpLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public FlowProbe limits(UnaryOperator<HttpLimits> change) {
        HttpLimits changed =
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(limits), "limits");
        return new FlowProbe(steps, changed, exchange.lease().transport());
    }

    /**
     * Returns this probe with keys and trust of its own.
     *
     * @param context used in place of the default of the JVM
     * @return a copy
     */
    public FlowProbe ssl(SSLContext context) {
        Transport transport = exchange.lease().transport().ssl(Objects.requireNonNull(context, "context"));
        return new FlowProbe(steps, limits, transport);
    }

    @Override
    public Result check(ProbeContext context) {
        return pause.pending().orElseGet(() -> new FlowRun(steps, limits, exchange, pause, context).result());
    }

    /**
     * {@inheritDoc}
     *
     * <p>10 s of time every minute; host and port of the first step as the resource.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT
                .every(Duration.ofMinutes(1))
                .timeout(Duration.ofSeconds(10))
                .resource("http " + steps.get(0).call().request().remote());
    }

    /** Lets go of the client. Does not block. */
    @Override
    public void close() {
        exchange.lease().close();
    }

    /** Returns the steps, without anything secret. */
    @Override
    public String toString() {
        return "FlowProbe" + Arrays.toString(steps.toArray());
    }
}
