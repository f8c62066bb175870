package dev.vitals.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Dependencies between our packages run one way. */
class PackageDependencyTest {

    /** Core from the bottom up: a package uses the ones before it, never one after it. The last is the root. */
    private static final List<String> CORE_BOTTOM_UP = List.of(
            "text",
            "probe",
            "remote",
            "spi",
            "report",
            "triage",
            "redaction",
            "deployment",
            "host",
            "jvm",
            "format",
            "incident",
            "meter",
            "errors",
            "dump",
            "endpoint",
            "engine",
            "");

    private static final List<String> BUILT_IN_PROBES = List.of("host", "jvm");

    private static final String[] CORE_MAY_USE = {
        "java..",
        "javax..",
        "jdk..",
        "com.sun.management..",
        "com.sun.net.httpserver..",
        "dev.vitals..",
        "org.slf4j..",
        "com.fasterxml.jackson..",
        "org.jspecify.."
    };

    @Test
    void every_package_of_core_has_a_place_in_the_order() {
        List<String> topics = OurClasses.all().stream()
                .filter(OurClasses.core())
                .map(OurClasses::topic)
                .distinct()
                .toList();

        assertThat(CORE_BOTTOM_UP)
                .as("a new package of core needs a place in CORE_BOTTOM_UP")
                .containsAll(topics);
    }

    @Test
    void core_depends_downwards_only() {
        OurClasses.follow(classes()
                .that(OurClasses.core())
                .should(onlyUse("a package below or its own", (user, used) -> {
                    int height = CORE_BOTTOM_UP.indexOf(OurClasses.topic(user));
                    return height >= CORE_BOTTOM_UP.indexOf(OurClasses.topic(used));
                })));
    }

    @Test
    void core_depends_on_none_of_its_add_ons() {
        OurClasses.follow(classes()
                .that(OurClasses.core())
                .should(onlyUse("core", (user, used) -> OurClasses.module(used).equals("core"))));
    }

    @Test
    void built_in_probes_use_no_more_of_us_than_any_probe_may() {
        OurClasses.follow(classes()
                .that(describe("built-in probes", type -> BUILT_IN_PROBES.contains(OurClasses.topic(type))))
                .should(onlyUse(
                        "probe, spi or its own package",
                        (user, used) ->
                                List.of("probe", "spi", OurClasses.topic(user)).contains(OurClasses.topic(used)))));
    }

    @Test
    void packages_have_no_cycles() {
        OurClasses.follow(slices().assignedFrom(slicedBy(JavaClass::getPackageName))
                .should()
                .beFreeOfCycles());
    }

    @Test
    void topics_have_no_cycles() {
        OurClasses.follow(
                slices().assignedFrom(slicedBy(OurClasses::topic)).should().beFreeOfCycles());
    }

    @Test
    void core_internals_are_reached_from_the_root_only() {
        OurClasses.follow(noClasses()
                .that(describe(
                        "outside dev.vitals, its engine, its redaction, the dump and the errors it remembers",
                        type -> !List.of("", "engine", "redaction", "dump", "errors")
                                .contains(OurClasses.topic(type))))
                .should()
                .dependOnClassesThat(internalOf("core"::equals)));
    }

    @Test
    void internals_are_reached_from_their_own_module_only() {
        OurClasses.follow(classes()
                .should(onlyUse(
                        "internals of its own module",
                        (user, used) -> !OurClasses.isInternal(used)
                                || OurClasses.module(user).equals(OurClasses.module(used)))));
    }

    @Test
    void spi_uses_no_internals() {
        OurClasses.follow(noClasses()
                .that()
                .resideInAPackage("..spi..")
                .should()
                .dependOnClassesThat(internalOf(module -> true)));
    }

    @Test
    void core_uses_only_the_jdk_slf4j_and_jackson() {
        OurClasses.follow(classes()
                .that(OurClasses.core())
                .and()
                .resideOutsideOfPackage("dev.vitals.meter..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CORE_MAY_USE));
    }

    /** An application that does not serve need not have the module it is in. */
    @Test
    void the_http_server_of_the_jdk_is_reached_from_three_classes_only() {
        OurClasses.follow(noClasses()
                .that(OurClasses.core())
                .and(describe(
                        "other than the server, its handler and the headers that this keeps",
                        type -> !List.of("JdkServer", "HttpAdapter", "PreparedHeaders", "Prepared")
                                .contains(type.getSimpleName())))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.net.httpserver.."));
    }

    /** A runtime without it must be able to run everything. */
    @Test
    void flight_recordings_are_reached_from_two_classes_only() {
        OurClasses.follow(noClasses()
                .that(OurClasses.core())
                .and(describe(
                        "other than the events and the recordings beside a dump",
                        type -> !type.getName().contains(".FlightEvents")
                                && !type.getSimpleName().equals("Flights")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.jfr.."));
    }

    @Test
    void micrometer_is_reached_from_meter_only() {
        OurClasses.follow(noClasses()
                .that(OurClasses.core())
                .and()
                .resideOutsideOfPackage("dev.vitals.meter..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer.."));
    }

    private static DescribedPredicate<JavaClass> internalOf(Predicate<String> module) {
        return describe(
                "that are internal",
                type -> OurClasses.isOurs(type) && OurClasses.isInternal(type) && module.test(OurClasses.module(type)));
    }

    private static ArchCondition<JavaClass> onlyUse(String what, Permission permission) {
        return new ArchCondition<>("use, among our classes, only " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    if (OurClasses.isOurs(used) && !permission.mayUse(type, used)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static SliceAssignment slicedBy(Function<JavaClass, String> key) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return OurClasses.isOurs(type) ? SliceIdentifier.of(key.apply(type)) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "our packages";
            }
        };
    }

    private interface Permission {
        boolean mayUse(JavaClass user, JavaClass used);
    }
}
