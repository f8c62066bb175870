package dev.vitals.spring.internal.settings;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what is wrong with the properties, without the stack of a start that could not be. */
public final class InvalidPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPropertiesException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, InvalidPropertiesException cause) {
        List<String> faults = cause.faults();
        return new FailureAnalysis(
                "Vitals cannot be set up:\n\n    - " + String.join("\n    - ", faults),
                "Mend the " + (faults.size() == 1 ? "setting" : "settings")
                        + " named above. Every property is described in docs/spring-boot.md; vitals.enabled=false starts"
                        + " the application without Vitals.",
                cause);
    }
}
