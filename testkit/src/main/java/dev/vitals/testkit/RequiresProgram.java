package dev.vitals.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test only where a program is installed, for servers that no Maven artifact brings. Elsewhere the test is skipped
 * with the reason, and the line about the servers used, printed at the end of the test run, says so.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequirementCondition.class)
public @interface RequiresProgram {

    /**
     * The program, looked for in the directories of the {@code PATH} and in those for servers, {@code /usr/sbin} and
     * {@code /usr/local/sbin}.
     *
     * @return its name without a directory, {@code pgbouncer} for example
     */
    String value();
}
