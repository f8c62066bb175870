package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.ChildJvm;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UncaughtProbeTest {
    private final UncaughtExceptionHandler original = Thread.getDefaultUncaughtExceptionHandler();
    private final List<String> application = Collections.synchronizedList(new ArrayList<>());
    private final UncaughtExceptionHandler handler = this::heard;
    private final TestContext context = new TestContext();
    private final UncaughtProbe probe = UncaughtProbe.create();

    @BeforeEach
    void set() {
        Thread.setDefaultUncaughtExceptionHandler(handler);
    }

    @AfterEach
    void restore() {
        probe.close();
        Thread.setDefaultUncaughtExceptionHandler(original);
    }

    @Test
    void a_thread_that_died_is_told_once_and_the_applications_handler_still_hears_of_it() throws Exception {
        assertThat(context.run(probe).status()).isEqualTo(Status.UP);
        die("consumer-1");

        Result result = context.run(probe);

        assertThat(application).containsExactly("consumer-1");
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("threads.died");
        assertThat(result.summary())
                .isEqualTo(
                        "1 thread ended with an exception, the last one consumer-1 with java.lang.IllegalStateException");
        assertThat(((Evidence.Table) result.evidence().get(0)).rows().get(0))
                .contains("dead", "dev.vitals.jvm.UncaughtProbeTest.die");
        assertThat(context.run(probe).status()).isEqualTo(Status.UP);
    }

    @Test
    void a_handler_that_is_set_later_and_hands_on_does_not_make_it_count_twice() throws Exception {
        context.run(probe);
        UncaughtExceptionHandler ours = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            application.add("later");
            ours.uncaughtException(thread, thrown);
        });
        context.run(probe);
        die("a");

        assertThat(context.run(probe).observations().get(0).value()).isEqualTo(1);
        assertThat(application).containsExactly("later", "a");
    }

    @Test
    void a_handler_that_is_set_later_and_hands_nothing_on_is_counted_before() throws Exception {
        context.run(probe);
        Thread.setDefaultUncaughtExceptionHandler(handler);
        context.run(probe);
        die("a");

        assertThat(context.run(probe).cause()).isEqualTo("threads.died");
        assertThat(application).containsExactly("a");
    }

    @Test
    void an_application_that_keeps_replacing_it_makes_it_unknown() throws Exception {
        for (int i = 0; i < 17; i++) {
            assertThat(context.run(probe).status()).isEqualTo(Status.UP);
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
        assertThat(context.run(probe).cause()).isEqualTo("threads.uncounted");
    }

    @Test
    void it_steps_aside_when_closed() throws Exception {
        context.run(probe);
        probe.close();

        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(handler);
    }

    @Test
    void without_a_handler_the_exception_is_printed_as_the_virtual_machine_does() throws Exception {
        try (ChildJvm child = ChildJvm.start(Printing.class, List.of("-Xmx32m"))) {
            assertThat(child.line()).isEqualTo("true true true");
        }
    }

    private void heard(Thread thread, Throwable thrown) {
        application.add(thread.getName());
    }

    private static void die(String name) throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    throw new IllegalStateException("dead");
                },
                name);
        thread.start();
        thread.join();
    }

    /** Compares what is printed without a probe, with one, and after it is closed. */
    static final class Printing {
        private Printing() {}

        public static void main(String[] arguments) throws Exception {
            String plain = printed();
            UncaughtProbe probe = UncaughtProbe.create();
            new TestContext().run(probe);
            String with = printed();
            probe.close();
            System.out.println(plain.equals(with) + " " + plain.equals(printed()) + " "
                    + plain.startsWith("Exception in thread \"x\" java.lang.IllegalStateException: dead"));
        }

        private static String printed() throws Exception {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            die("x");
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
