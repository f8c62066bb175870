package dev.vitals.testkit;

import dev.vitals.testkit.internal.requirement.ServersUsed;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints, after the last test of a run, one line that says which servers the tests used, for example {@code Servers
 * used: PostgreSQL 18.6 (embedded), Redis 6.2 (embedded), Docker: not answering}; and meanwhile, every ten seconds, which
 * server takes long to start. JUnit finds it by itself where tests run on the class path.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class ServersUsedListener implements TestExecutionListener {

    /**
     * For JUnit.
     */
    public ServersUsedListener() {}

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        ServersUsed.HERE.showOn(System.out::println);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        ServersUsed.HERE.takeLine().ifPresent(System.out::println);
    }
}
