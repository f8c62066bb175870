package dev.vitals.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The classes of the published jars, as they lie on the class path of these tests. */
final class OurClasses {

    static final String BASE = "dev.vitals";

    /** The folders beside core, by their package. */
    private static final List<String> ADD_ONS =
            List.of("jdbc", "redis", "http", "jetty", "servlet", "logging", "spring", "testkit");

    /** The packages of core that are not exported. */
    private static final List<String> HIDDEN = List.of("engine", "redaction");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    private OurClasses() {}

    /** Applies the rule to every class; a module that is still empty breaks no rule. */
    static void follow(ArchRule rule) {
        rule.allowEmptyShould(true).check(ALL);
    }

    static JavaClasses all() {
        return ALL;
    }

    /** The first word after the base package: {@code probe} for {@code dev.vitals.probe.x}, nothing for the root. */
    static String topic(JavaClass type) {
        return type.getPackageName().equals(BASE)
                ? ""
                : type.getPackageName().substring(BASE.length() + 1).split("\\.", 2)[0];
    }

    static String module(JavaClass type) {
        return ADD_ONS.contains(topic(type)) ? topic(type) : "core";
    }

    static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(BASE) || type.getPackageName().startsWith(BASE + ".");
    }

    static boolean isInternal(JavaClass type) {
        return HIDDEN.contains(topic(type)) || (type.getPackageName() + ".").contains(".internal.");
    }

    static DescribedPredicate<JavaClass> core() {
        return DescribedPredicate.describe(
                "of core", type -> isOurs(type) && module(type).equals("core"));
    }
}
