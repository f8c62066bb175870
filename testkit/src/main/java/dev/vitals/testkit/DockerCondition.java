package dev.vitals.testkit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Carries out {@link RequiresDocker}, which is what tests use; public for JUnit only.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class DockerCondition implements ExecutionCondition {

    /**
     * For JUnit.
     *
     * @since 0.1.0
     */
    public DockerCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!AnnotationSupport.isAnnotated(context.getElement(), RequiresDocker.class)) {
            return ConditionEvaluationResult.enabled("does not require Docker");
        }
        Docker status = Docker.status();
        ServersUsed.docker(status);
        if (status == Docker.ANSWERS) {
            return ConditionEvaluationResult.enabled("Docker: " + status.words());
        }
        ServersUsed.skipped(context.getDisplayName());
        return ConditionEvaluationResult.disabled("Docker: " + status.words());
    }
}
