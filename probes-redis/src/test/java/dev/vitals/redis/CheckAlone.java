package dev.vitals.redis;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.testkit.ManualClock;
import java.net.URI;
import java.util.List;

/** One check of a set as a probe that closes the set. */
record CheckAlone(RedisProbes probes, Probe probe) implements Probe, AutoCloseable {
    static CheckAlone of(URI uri, String check) {
        RedisProbes probes = RedisProbes.of("sessions", RedisTarget.of(uri), Lab.pace(new ManualClock()));
        Probe probe = probes.checks().stream()
                .filter(each -> each.name().equals("sessions." + check))
                .findFirst()
                .orElseThrow()
                .probe();
        return new CheckAlone(probes, probe);
    }

    @Override
    public Result check(ProbeContext context) throws Exception {
        return probe.check(context);
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws Exception {
        return probe.diagnose(context);
    }

    @Override
    public CheckPolicy defaultPolicy() {
        return probe.defaultPolicy();
    }

    @Override
    public void close() {
        probes.close();
    }
}
