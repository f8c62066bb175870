package dev.vitals.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Result;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Calls that would harm the application we live in, or have a better form. */
class BannedCallsTest {

    @Test
    void nothing_runs_on_the_common_pool_by_name() {
        OurClasses.follow(noClasses().should().callMethod(ForkJoinPool.class, "commonPool"));
    }

    @Test
    void nothing_runs_on_the_common_pool_by_default() {
        OurClasses.follow(noClasses().should().callMethodWhere(asyncWithoutExecutor()));
    }

    @Test
    void no_stream_is_parallel() {
        OurClasses.follow(noClasses()
                .should()
                .callMethodWhere(describe(
                        "a stream becomes parallel",
                        call -> (call.getName().equals("parallel")
                                        && call.getTargetOwner().isAssignableTo(BaseStream.class))
                                || (call.getName().equals("parallelStream")
                                        && call.getTargetOwner().isAssignableTo(Collection.class)))));
    }

    /** One class shows in a build which servers its tests used, one prints what the virtual machine would have printed. */
    @Test
    void nothing_writes_to_the_console() {
        OurClasses.follow(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.vitals.testkit.ServersUsedListener")
                .and()
                .doNotHaveFullyQualifiedName("dev.vitals.jvm.UncaughtCounter$Link")
                .should()
                .accessFieldWhere(console()));
    }

    /** One class looks at a pool several times, a moment apart, within the time of the run. */
    @Test
    void nothing_sleeps() {
        OurClasses.follow(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.vitals.jdbc.internal.pool.PoolSampler")
                .and()
                .doNotHaveFullyQualifiedName("dev.vitals.redis.internal.pool.PoolReading")
                .should()
                .callMethodWhere(describe(
                        "Thread.sleep is called",
                        call -> call.getName().equals("sleep")
                                && call.getTargetOwner().isAssignableTo(Thread.class))));
    }

    @Test
    void lists_from_streams_cannot_be_modified() {
        OurClasses.follow(noClasses().should().callMethod(Collectors.class, "toList"));
    }

    /**
     * A code that is a {@code Cause} is declared, so that the catalogue knows it. Literals are for applications, whose part
     * the testkit plays.
     */
    @Test
    void no_cause_code_is_a_literal() {
        OurClasses.follow(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Result.class.getName())
                .and()
                .resideOutsideOfPackage("dev.vitals.testkit..")
                .should()
                .callMethodWhere(describe(
                        "a result is made of a text where a Cause belongs",
                        call -> call.getTargetOwner().isEquivalentTo(Result.class)
                                && Set.of("degraded", "down", "unknown", "of", "as")
                                        .contains(call.getName())
                                && call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(parameter -> parameter.isEquivalentTo(Cause.class)))));
    }

    private static DescribedPredicate<JavaCall<?>> asyncWithoutExecutor() {
        return describe(
                "a CompletableFuture is given no executor",
                call -> call.getTargetOwner().isEquivalentTo(CompletableFuture.class)
                        && call.getName().endsWith("Async")
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(parameter -> parameter.isEquivalentTo(Executor.class)));
    }

    private static DescribedPredicate<JavaAccess<?>> console() {
        return describe(
                "System.out or System.err is used",
                access -> access.getTargetOwner().isEquivalentTo(System.class)
                        && (access.getName().equals("out") || access.getName().equals("err")));
    }
}
