package dev.vitals.examples.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the shop sick and well, one fault at a time, and knows which are in. */
public final class FaultDesk {
    private final List<Fault> faults;
    private final Set<String> active = new LinkedHashSet<>();

    FaultDesk(List<Fault> faults) {
        this.faults = List.copyOf(faults);
    }

    /** Returns the faults that can be done to these: what would write to or stop a server of the user's own is left out. */
    public static FaultDesk of(
            Servers servers, HikariDataSource pool, RedisStore redis, Payments payments, HungCheck hung) {
        List<Fault> faults = new ArrayList<>();
        if (servers.ownPostgres().isPresent()) {
            faults.add(new LockChain(servers));
        }
        faults.add(new PoolExhaustion(pool));
        servers.ownPostgres()
                .ifPresent(server -> faults.add(new Outage("database-stop", "the database is stopped", server)));
        servers.ownRedis().ifPresent(server -> {
            faults.add(new RedisFull(redis));
            faults.add(new Outage("redis-stop", "Redis is stopped", server));
        });
        faults.add(hung);
        faults.addAll(PaymentsFault.of(payments));
        return new FaultDesk(faults);
    }

    List<Fault> faults() {
        return faults;
    }

    Optional<Fault> find(String name) {
        return faults.stream().filter(fault -> fault.name().equals(name)).findFirst();
    }

    /** Returns what happened, in a sentence. Does nothing if the fault is in already. */
    synchronized String inject(Fault fault) {
        if (!active.add(fault.name())) {
            return fault.name() + " is in already";
        }
        try {
            fault.inject();
            return fault.name() + " is in: " + fault.description();
        } catch (Exception e) {
            return fault.name() + " is only partly in: " + e;
        }
    }

    /** Returns what happened, in a sentence. Does nothing if the fault is not in. */
    synchronized String heal(Fault fault) {
        if (!active.remove(fault.name())) {
            return fault.name() + " is not in";
        }
        try {
            fault.heal();
            return fault.name() + " is healed";
        } catch (Exception e) {
            active.add(fault.name());
            return fault.name() + " could not be healed: " + e;
        }
    }

    synchronized String healAll() {
        return faults.stream()
                .filter(fault -> active.contains(fault.name()))
                .map(this::heal)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("nothing to heal");
    }
}
