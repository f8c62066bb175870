package dev.vitals.testkit.internal.container;

import java.time.Duration;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/**
 * Waits for the first bytes of the server instead of a line in its log, which a setting may silence, and as long as the
 * options say.
 */
record OwnWait(Runnable untilReady) implements WaitStrategy {

    @Override
    public void waitUntilReady(WaitStrategyTarget target) {
        untilReady.run();
    }

    @Override
    public WaitStrategy withStartupTimeout(Duration limit) {
        return this;
    }
}
