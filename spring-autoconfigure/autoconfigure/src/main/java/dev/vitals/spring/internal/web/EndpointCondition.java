package dev.vitals.spring.internal.web;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/** Whether the plain endpoint is there: as said by property, else where Actuator is not. */
public final class EndpointCondition extends SpringBootCondition {
    private static final String PROPERTY = "vitals.endpoint.enabled";
    private static final String ACTUATOR =
            "org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("Vitals plain endpoint");
        String said = context.getEnvironment().getProperty(PROPERTY);
        if (said != null) {
            // What is neither is a fault that is named with all others when the aggregator is made.
            return new ConditionOutcome(isOn(said), message.because(PROPERTY + " is " + said));
        }
        boolean actuator = ClassUtils.isPresent(ACTUATOR, context.getClassLoader());
        return new ConditionOutcome(!actuator, message.because(actuator ? "Actuator is there" : "no Actuator"));
    }

    /** As Spring reads booleans, {@code yes} and {@code on} among them. */
    private static boolean isOn(String said) {
        try {
            return Boolean.TRUE.equals(
                    ApplicationConversionService.getSharedInstance().convert(said, Boolean.class));
        } catch (ConversionException neither) {
            return false;
        }
    }
}
