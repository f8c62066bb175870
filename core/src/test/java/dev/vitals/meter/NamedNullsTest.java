package dev.vitals.meter;

import dev.vitals.NullArguments;
import dev.vitals.errors.ErrorEvent;
import dev.vitals.errors.ErrorGroup;
import dev.vitals.errors.ErrorRateProbe;
import dev.vitals.errors.RecentErrors;
import dev.vitals.probe.Threshold;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Executable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedNullsTest {
    private static final MeterRegistry REGISTRY = Registry.simple();
    private static final Meters METERS = Meters.named(REGISTRY, "meter");
    private static final Threshold SHARE = Threshold.ratioAbove(0.05, 0.10);

    private static final NullArguments NULLS = new NullArguments(List.of(
            REGISTRY,
            METERS,
            SHARE,
            MeterProbe.mean(METERS, SHARE),
            RecentErrors.create(),
            ErrorEvent.Level.ERROR,
            new ErrorEvent(Instant.EPOCH, ErrorEvent.Level.ERROR, "", "", "", Optional.empty()),
            Instant.EPOCH,
            Duration.ofSeconds(30),
            Optional.empty(),
            "text",
            0.5,
            50L));

    static Stream<Executable> executables() {
        return NULLS.executables(
                        Meters.class,
                        MeterProbe.class,
                        VitalsMetrics.class,
                        RecentErrors.class,
                        ErrorRateProbe.class,
                        ErrorEvent.class,
                        ErrorEvent.Thrown.class,
                        ErrorGroup.class)
                .filter(member -> !List.of("check", "record").contains(member.getName())); // theirs may be null
    }

    @ParameterizedTest
    @MethodSource("executables")
    void an_argument_that_is_null_is_named(Executable member) throws ReflectiveOperationException {
        NULLS.assertNamed(member);
    }
}
