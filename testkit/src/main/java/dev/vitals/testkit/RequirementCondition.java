package dev.vitals.testkit;

import dev.vitals.testkit.internal.container.Docker;
import dev.vitals.testkit.internal.recipe.MySqlSupport;
import dev.vitals.testkit.internal.requirement.Program;
import dev.vitals.testkit.internal.requirement.Requirement;
import dev.vitals.testkit.internal.requirement.ServersUsed;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Carries out {@link RequiresDocker}, {@link RequiresMySql} and {@link RequiresProgram}, which are what tests use; public for JUnit only.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class RequirementCondition implements ExecutionCondition {

    /**
     * For JUnit.
     */
    public RequirementCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getElement()
                .flatMap(RequirementCondition::requirement)
                .map(requirement -> evaluate(requirement, context))
                .orElseGet(() -> ConditionEvaluationResult.enabled("requires nothing"));
    }

    private static Optional<Requirement> requirement(AnnotatedElement element) {
        if (AnnotationSupport.isAnnotated(element, RequiresDocker.class)) {
            return Optional.of(Docker.status().requirement());
        }
        if (AnnotationSupport.isAnnotated(element, RequiresMySql.class)) {
            return Optional.of(MySqlSupport.requirement());
        }
        return AnnotationSupport.findAnnotation(element, RequiresProgram.class)
                .map(required -> Program.requirement(required.value()));
    }

    private static ConditionEvaluationResult evaluate(Requirement requirement, ExtensionContext context) {
        if (requirement.met()) {
            ServersUsed.HERE.asked(requirement);
            return ConditionEvaluationResult.enabled(requirement.words());
        }
        ServersUsed.HERE.skipped(requirement, context.getDisplayName());
        return ConditionEvaluationResult.disabled(requirement.words());
    }
}
