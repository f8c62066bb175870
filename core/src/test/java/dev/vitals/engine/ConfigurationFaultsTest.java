package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vitals.InvalidConfigurationException;
import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.CheckSet;
import dev.vitals.probe.Group;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.spi.ProbeProvider;
import dev.vitals.spi.ProbeSettings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFaultsTest {
    private static final Probe WELL = context -> Result.up();
    private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

    private static List<String> faults(VitalsBuilder builder) {
        return catchThrowableOfType(InvalidConfigurationException.class, builder::build)
                .faults();
    }

    private static VitalsBuilder one(UnaryOperator<CheckPolicy> change) {
        return Vitals.builder("test").check("a", WELL, change);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump", "incidents", "livez", "readyz", "run", "sign-in", "live", "ready", "started"})
    void no_check_has_the_name_of_an_operation_or_a_standard_group(String name) {
        assertThat(faults(Vitals.builder("test").check(name, WELL)))
                .singleElement()
                .asString()
                .contains("check name '" + name + "'", "another name");
    }

    @Test
    void no_group_has_the_name_of_a_check() {
        VitalsBuilder builder = Vitals.builder("test").check("a", WELL).check("b", WELL, c -> c.groups("a"));

        assertThat(faults(builder)).singleElement().asString().contains("'b'", "group name 'a'");
    }

    @Test
    void a_second_look_and_a_grace_have_bounds() {
        assertThat(faults(one(c -> c.confirmAfter(Duration.ofMinutes(5)))))
                .singleElement()
                .asString()
                .contains("'confirmAfter'");
        assertThat(faults(one(c -> c.confirmAfter(Duration.ofSeconds(1)).failAfter(Hold.results(2)))))
                .singleElement()
                .asString()
                .contains("'confirmAfter' and 'failAfter'");
        assertThat(faults(one(c -> c).startUpGrace(Duration.ofHours(2))))
                .singleElement()
                .asString()
                .contains("'startUpGrace'");
    }

    @Test
    void a_configuration_that_uses_everything_to_its_limit_has_no_fault() {
        VitalsBuilder builder = Vitals.builder("test")
                .deadline(Duration.ofMinutes(1))
                .check(
                        "a",
                        WELL,
                        c -> c.timeout(Duration.ofMinutes(10))
                                .every(Duration.ofMinutes(10))
                                .maxAge(Duration.ofMinutes(20)))
                .check("b.c-d_E9", WELL, c -> c.every(Duration.ofDays(365)).dependsOn("a"))
                .check("0", WELL, c -> c.dependsOn("a", "b.c-d_E9").groups("custom", Group.READY))
                .check("alive", WELL, c -> c.groups(Group.LIVE).scope(Scope.LOCAL))
                .check("forced", WELL, c -> c.groups(Group.LIVE).scope(Scope.SHARED))
                .check("held", WELL, c -> c.failAfter(Hold.lasting(Duration.ofDays(365))))
                .check("x".repeat(128), WELL)
                .allowSharedInLiveness("forced");

        builder.build().close();
    }

    @Test
    void every_fault_is_named_at_once_in_the_order_of_registration() {
        VitalsBuilder builder = Vitals.builder(" ")
                .deadline(Duration.ZERO)
                .check("bad name", WELL)
                .check("twin", WELL)
                .check("twin", WELL)
                .check("slow", WELL, c -> c.timeout(Duration.ofMinutes(11)).every(Duration.ZERO))
                .check("fleeting", WELL, c -> c.maxAge(Duration.ofSeconds(1)))
                .check("restarter", WELL, c -> c.groups(Group.LIVE))
                .check("lost", WELL, c -> c.dependsOn("nobody"))
                .check("egg", WELL, c -> c.dependsOn("hen"))
                .check("hen", WELL, c -> c.dependsOn("egg"))
                .check("made", "no-such-type", Map.of())
                .allowSharedInLiveness("nobody");

        assertThat(faults(builder))
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("'made'", "'no-such-type'", "class path"),
                        fault -> assertThat(fault).contains("name is blank", "builder(…)"),
                        fault -> assertThat(fault).contains("'deadline'", "PT1M", "PT0S"),
                        fault -> assertThat(fault).contains("'bad name'", "letters, digits"),
                        fault -> assertThat(fault).contains("'twin'", "another name"),
                        fault -> assertThat(fault).contains("'slow'", "'timeout'", "PT10M", "PT11M"),
                        fault -> assertThat(fault).contains("'slow'", "'interval'", "positive", "PT0S"),
                        fault -> assertThat(fault).contains("'fleeting'", "'maxAge'", "PT1S", "PT15S"),
                        fault -> assertThat(fault).contains("'restarter'", "'live'", "allowSharedInLiveness"),
                        fault -> assertThat(fault).contains("allowSharedInLiveness", "'nobody'"),
                        fault -> assertThat(fault).contains("'lost'", "'nobody'", "egg"),
                        fault -> assertThat(fault).contains("egg -> hen -> egg", "take one"));
    }

    static Stream<Arguments> policies() {
        return Stream.of(
                fault(c -> c.timeout(Duration.ZERO), "'timeout' must be positive"),
                fault(c -> c.timeout(Duration.ofSeconds(-1)), "'timeout' must be positive"),
                fault(c -> c.timeout(ENDLESS).every(ENDLESS), "'timeout' must be positive and at most PT10M"),
                fault(c -> c.every(Duration.ofSeconds(-1)), "'interval' must be positive"),
                fault(
                        c -> c.every(Duration.ofSeconds(4)).timeout(Duration.ofSeconds(5)),
                        "'interval' PT4S is shorter than 'timeout' PT5S"),
                fault(
                        c -> c.timeout(Duration.ofSeconds(5)).every(Duration.ofSeconds(4)),
                        "'interval' PT4S is shorter than 'timeout' PT5S"),
                fault(c -> c.every(ENDLESS), "'interval' must be at most PT8760H"),
                fault(c -> c.timeout(ENDLESS).maxAge(Duration.ZERO), "'timeout' must be positive and at most PT10M"),
                fault(c -> c.timeout(ENDLESS.negated()).every(ENDLESS.negated()).maxAge(ENDLESS), "'interval' must be"),
                fault(c -> c.every(ENDLESS).maxAge(ENDLESS), "'maxAge' must be at most PT8760H"),
                fault(c -> c.maxAge(Duration.ofMillis(14_999)), "'maxAge' PT14.999S is too short"),
                fault(c -> c.failAfter(Hold.lasting(ENDLESS)), "'failAfter' must be at most PT8760H"),
                fault(c -> c.recoverAfter(Hold.lasting(ENDLESS)), "'recoverAfter' must be at most PT8760H"),
                fault(c -> c.groups("no such group!"), "group name 'no such group!' must be"),
                fault(c -> c.groups(Group.STARTED), "no check joins group 'started'"),
                fault(c -> c.dependsOn("b"), "it depends on 'b', which is no check: there are [a]"),
                fault(c -> c.dependsOn("a"), "in a circle: a -> a"));
    }

    private static Arguments fault(UnaryOperator<CheckPolicy> change, String fault) {
        return Arguments.of(change, fault);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_policy_that_cannot_work_is_refused_with_its_check_and_value(
            UnaryOperator<CheckPolicy> change, String expected) {
        assertThat(faults(one(change))).anySatisfy(fault -> assertThat(fault).contains(expected));
    }

    @Test
    void without_a_schedule_an_interval_may_be_shorter_than_the_timeout_and_an_age_than_the_interval() {
        VitalsBuilder builder = Vitals.builder("test")
                .schedule(false)
                .check("a", WELL, c -> c.every(Duration.ofMillis(1)))
                .check("b", WELL, c -> c.maxAge(Duration.ofSeconds(5)));

        builder.build().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", ".a", "-a", "a/b", "a\nb", "a?", "${a}"})
    void a_name_that_fits_no_url_or_metric_is_refused(String name) {
        assertThat(faults(Vitals.builder("test").check(name, WELL)))
                .anySatisfy(fault -> assertThat(fault).contains("'" + name + "'", "1 to 128"));
    }

    @Test
    @SuppressWarnings("NullAway")
    void a_null_is_refused_by_name() {
        VitalsBuilder builder = Vitals.builder("test");

        assertThatNullPointerException()
                .isThrownBy(() -> builder.check("c", (Probe) null))
                .withMessage("probe");
        assertThatNullPointerException().isThrownBy(() -> builder.triage(null)).withMessage("judge");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.check("c", WELL, policy -> null))
                .withMessageContaining("check 'c'");
    }

    @Test
    void an_aggregator_without_checks_is_refused() {
        assertThat(faults(Vitals.builder("test")))
                .containsExactly("no check is registered: add one with check(…) or add(…)");
    }

    @Test
    void each_circle_is_reported_once_however_many_checks_lead_into_it() {
        VitalsBuilder builder = Vitals.builder("test")
                .check("outside", WELL, c -> c.dependsOn("a", "b"))
                .check("a", WELL, c -> c.dependsOn("b"))
                .check("b", WELL, c -> c.dependsOn("c"))
                .check("c", WELL, c -> c.dependsOn("a", "d"))
                .check("d", WELL, c -> c.dependsOn("d"))
                .check("beside", WELL, c -> c.dependsOn("c"));

        assertThat(faults(builder))
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("a -> b -> c -> a"),
                        fault -> assertThat(fault).contains("d -> d"));
    }

    @Test
    void a_diamond_is_no_circle() {
        Vitals.builder("test")
                .check("top", WELL, c -> c.dependsOn("left", "right"))
                .check("left", WELL, c -> c.dependsOn("bottom"))
                .check("right", WELL, c -> c.dependsOn("bottom"))
                .check("bottom", WELL)
                .build()
                .close();
    }

    @Test
    void the_message_says_which_aggregator_and_how_many_faults_one_a_line() {
        VitalsBuilder builder = Vitals.builder("orders").deadline(Duration.ZERO);

        String message = catchThrowableOfType(InvalidConfigurationException.class, builder::build)
                .getMessage();

        assertThat(message).startsWith("Vitals for 'orders' cannot be built, 2 faults:\n  - no check is");
        assertThat(message.lines()).hasSize(3);
    }

    @Test
    void an_unknown_provider_type_is_told_with_the_types_there_are(@TempDir Path services) throws IOException {
        List<String> faults =
                withProviders(services, () -> faults(Vitals.builder("test").check("mail", "imap", Map.of())));

        assertThat(faults)
                .anySatisfy(fault -> assertThat(fault).contains("'mail'", "type 'imap'", "only [picky]", "jar"));
    }

    @Test
    void refused_settings_are_told_by_key_and_never_by_value(@TempDir Path services) throws IOException {
        Map<String, String> settings = Map.of("port", "hunter2", "password", "hunter3");
        List<String> faults =
                withProviders(services, () -> faults(Vitals.builder("test").check("mail", "picky", settings)));

        assertThat(faults)
                .anySatisfy(fault -> assertThat(fault)
                        .contains("'mail'", "'picky'", "'port' must be a whole number")
                        .doesNotContain("hunter"));
    }

    @Test
    void a_secret_that_a_provider_quotes_is_redacted(@TempDir Path services) throws IOException {
        Map<String, String> settings = Map.of("url", "smtp://app:hunter2@mail.internal");
        List<String> faults =
                withProviders(services, () -> faults(Vitals.builder("test").check("mail", "picky", settings)));

        assertThat(faults)
                .anySatisfy(fault -> assertThat(fault)
                        .contains("cannot use", "@mail.internal")
                        .doesNotContain("hunter"));
    }

    @Test
    void a_probe_that_a_provider_made_is_closed_when_the_build_fails_and_made_again_for_the_next(@TempDir Path services)
            throws IOException {
        PickyProvider.OPEN.clear();
        List<String> faults = withProviders(services, () -> {
            VitalsBuilder builder = Vitals.builder("test").check("mail", "picky", Map.of());
            List<String> found = faults(builder.deadline(Duration.ZERO));
            assertThat(PickyProvider.OPEN).isEmpty();
            try (Vitals vitals = builder.deadline(Duration.ofSeconds(1)).build()) {
                assertThat(PickyProvider.OPEN).hasSize(1);
                assertThat(vitals.names()).containsExactly("mail");
            }
            return found;
        });

        assertThat(faults).singleElement().asString().contains("deadline");
    }

    private interface Attempt {
        List<String> run();
    }

    /** Registers a provider as a third party's jar on the class path does, for as long as an attempt lasts. */
    private static List<String> withProviders(Path services, Attempt attempt) throws IOException {
        Path file = services.resolve("META-INF/services/" + ProbeProvider.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, PickyProvider.class.getName());
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        URL[] urls = {services.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, before)) {
            current.setContextClassLoader(loader);
            return attempt.run();
        } finally {
            current.setContextClassLoader(before);
        }
    }

    /** Wants a port, and quotes a URL it does not like. */
    public static final class PickyProvider implements ProbeProvider {
        private static final Set<Probe> OPEN = ConcurrentHashMap.newKeySet();

        /** For the service loader. */
        public PickyProvider() {}

        @Override
        public String type() {
            return "picky";
        }

        @Override
        public Probe create(ProbeSettings settings) {
            settings.optional("url").ifPresent(url -> {
                throw new IllegalArgumentException("cannot use " + url);
            });
            settings.integer("port", 25);
            return new Made();
        }
    }

    /** Open until it is closed. */
    private static final class Made implements Probe, AutoCloseable {
        Made() {
            PickyProvider.OPEN.add(this);
        }

        @Override
        public Result check(ProbeContext context) {
            return Result.up();
        }

        @Override
        public void close() {
            PickyProvider.OPEN.remove(this);
        }
    }

    @Test
    void a_check_of_a_set_keeps_what_it_depends_on_in_the_set_and_nothing_else_that_is_taken_away() {
        CheckSet set = () -> List.of(
                Check.of("db.connect", WELL), Check.of("db.locks", WELL).with(c -> c.dependsOn("db.connect", "vpn")));
        try (Vitals vitals = Vitals.builder("test")
                .schedule(false)
                .policy("db.locks", c -> c.dependsOn("dns"))
                .add(set)
                .check("vpn", WELL)
                .check("dns", WELL)
                .build()) {
            CheckPolicy policy = vitals.check("db.locks").orElseThrow().policy();

            assertThat(policy.dependsOn()).containsExactlyInAnyOrder("db.connect", "dns");
        }
    }

    @Test
    void of_many_checks_those_are_listed_whose_names_are_close_to_an_unknown_one() {
        VitalsBuilder builder = Vitals.builder("test").policy("orders-db.lock", c -> c);
        Stream.of("locks", "connect", "slots", "clocks").forEach(name -> builder.check("orders-db." + name, WELL));
        IntStream.range(0, 20).forEach(i -> builder.check("some-other-thing-" + i, WELL));

        assertThat(faults(builder))
                .singleElement()
                .asString()
                .startsWith("a policy is set for 'orders-db.lock', which is no check: the closest of the 24 there are:"
                        + " [orders-db.locks, orders-db.");
    }

    @Test
    void a_short_interval_alone_is_no_fault_since_the_timeout_gives_way() {
        CheckPolicy policy = CheckPolicy.DEFAULT.every(Duration.ofSeconds(2));

        assertThat(policy.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.every(Duration.ofMinutes(1)).timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_timeout_set_earlier_gives_way_to_a_short_interval_set_later() {
        try (Vitals vitals = Vitals.builder("test")
                .schedule(false)
                .check("a", WELL, c -> c.timeout(Duration.ofSeconds(8)))
                .policy("a", c -> c.every(Duration.ofSeconds(3)))
                .build()) {
            assertThat(vitals.check("a").orElseThrow().policy().timeout()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void a_policy_can_be_changed_for_any_check_by_name_in_whatever_order() {
        Vitals.builder("test")
                .schedule(false)
                .policy("a", c -> c.every(Duration.ofSeconds(7)))
                .check("a", context -> Result.up())
                .policy("a", c -> c.impact(Impact.MINOR))
                .build()
                .close();
        InvalidConfigurationException fault = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> Vitals.builder("test")
                        .check("a", context -> Result.up())
                        .policy("b", c -> c)
                        .build());

        assertThat(fault.faults()).containsExactly("a policy is set for 'b', which is no check: there are [a]");
    }

    @Test
    void a_group_cannot_have_the_name_of_an_operation_of_the_endpoint() {
        InvalidConfigurationException fault = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> Vitals.builder("test")
                        .check("a", context -> Result.up(), c -> c.groups("incidents"))
                        .build());

        assertThat(fault.faults())
                .singleElement()
                .asString()
                .contains("check 'a': group name 'incidents' is that of an operation");
    }
}
