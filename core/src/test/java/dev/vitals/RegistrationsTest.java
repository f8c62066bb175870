package dev.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitals.jvm.JvmProbes;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is changed by name of checks that others have registered. */
class RegistrationsTest {
    private static VitalsBuilder builder() {
        return Vitals.builder("shop").schedule(false).startUpGrace(Duration.ZERO);
    }

    @Test
    void a_check_is_renamed_with_all_that_names_it_and_its_probe_does_not_notice() {
        AtomicBoolean closed = new AtomicBoolean();
        class Named implements Probe, AutoCloseable {
            @Override
            public Result check(dev.vitals.probe.ProbeContext context) {
                return Result.up("I am " + context.name());
            }

            @Override
            public void close() {
                closed.set(true);
            }
        }
        try (Vitals vitals = builder()
                .rename("db.connect", "reached")
                .check("db.connect", new Named())
                .check("db.locks", context -> Result.up(), c -> c.dependsOn("db.connect"))
                .policy("db.connect", c -> c.impact(Impact.MINOR))
                .build()) {
            assertThat(vitals.names()).containsExactlyInAnyOrder("reached", "db.locks");
            assertThat(vitals.check("reached").orElseThrow().result().summary()).isEqualTo("I am db.connect");
            assertThat(vitals.check("reached").orElseThrow().policy().impact()).isEqualTo(Impact.MINOR);
            assertThat(vitals.check("db.locks").orElseThrow().policy().dependsOn())
                    .containsExactly("reached");
        }
        assertThat(closed).isTrue();
    }

    @Test
    void every_probe_is_closed_once_left_out_or_under_two_names() {
        AtomicInteger closed = new AtomicInteger();
        class Counted implements Probe, AutoCloseable {
            @Override
            public Result check(dev.vitals.probe.ProbeContext context) {
                return Result.up();
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        }
        Probe shared = new Counted();
        builder()
                .check("a", shared)
                .check("b", shared)
                .check("c", new Counted())
                .rename("a", "first")
                .rename("b", "second")
                .without("c")
                .build()
                .close();
        assertThat(closed).hasValue(2);
    }

    @Test
    void a_check_is_left_out_and_nothing_depends_on_it_any_more() {
        try (Vitals vitals = builder()
                .check("db.connect", context -> Result.up())
                .check("db.locks", context -> Result.up(), c -> c.dependsOn("db.connect"))
                .without("db.connect")
                .build()) {
            assertThat(vitals.names()).containsExactly("db.locks");
            assertThat(vitals.check("db.locks").orElseThrow().policy().dependsOn())
                    .isEmpty();
        }
    }

    @Test
    void a_set_is_changed_after_it_was_added() {
        VitalsBuilder builder = builder().add(JvmProbes.standard());
        assertThat(builder.names()).contains("jvm.heap", "jvm.gc");
        builder.eachSet(set -> ((JvmProbes) set).without("gc"));
        assertThat(builder.names()).contains("jvm.heap").doesNotContain("jvm.gc");
    }

    @Test
    void names_of_no_check_and_faults_of_others_are_reported_together() {
        assertThatThrownBy(() -> builder()
                        .check("db.connect", context -> Result.up())
                        .rename("db.conect", "reached")
                        .without("db.lock")
                        .fault("the file says 5x")
                        .build())
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        refused -> assertThat(refused.faults())
                                .containsExactly(
                                        "the file says 5x",
                                        "another name is given to 'db.conect', which is no check: there are [db.connect]",
                                        "left out is 'db.lock', which is no check: there are [db.connect]"));
    }

    @Test
    void the_grace_is_ended_early_and_what_it_spared_is_looked_at_again() {
        try (Vitals vitals = Vitals.builder("shop")
                .startUpGrace(Duration.ofHours(1))
                .check(
                        "stock",
                        context -> Result.down("stock.empty", "nothing left"),
                        c -> c.every(Duration.ofHours(1)).confirmAfter(Duration.ZERO))
                .build()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> vitals.check("stock")
                            .orElseThrow()
                            .timing()
                            .checkedAt()
                            .isPresent());
            assertThat(vitals.check("stock").orElseThrow().status()).isEqualTo(Status.UNKNOWN);

            vitals.startUpGraceEndsIn(Duration.ZERO);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> vitals.check("stock").orElseThrow().status() == Status.DOWN);
            assertThatThrownBy(() -> vitals.startUpGraceEndsIn(Duration.ofHours(2)))
                    .hasMessageContaining("'fromNow' must be zero to one hour but was PT2H");
        }
    }
}
