package dev.vitals.spring.internal;

import dev.vitals.Vitals;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Has the grace of start-up last until the application is ready and then as long as was asked for: an aggregator is made
 * early, and migrations and caches may take minutes after it. Bounded, for an application may never become ready.
 */
public final class StartUp implements ApplicationListener<ApplicationReadyEvent> {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Optional<Vitals> starting = Optional.empty();
    private Duration grace = Duration.ZERO;
    private boolean ready;

    /** Begins, with an aggregator that has just been made. One that is to have no grace has none. */
    public synchronized void begin(Vitals vitals, ListableBeanFactory beans) {
        Duration wanted = vitals.startUpGrace();
        boolean tellsWhenReady = beans.getBeanNamesForType(ApplicationArguments.class, true, false).length > 0;
        if (!ready && !wanted.isZero() && tellsWhenReady) {
            grace = wanted;
            starting = Optional.of(vitals);
            vitals.startUpGraceEndsIn(LONGEST.compareTo(wanted) > 0 ? LONGEST : wanted);
        }
    }

    @Override
    public synchronized void onApplicationEvent(ApplicationReadyEvent event) {
        ready = true;
        starting.ifPresent(vitals -> vitals.startUpGraceEndsIn(grace));
        starting = Optional.empty();
    }
}
