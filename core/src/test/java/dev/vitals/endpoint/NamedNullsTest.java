package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.format.Access;
import dev.vitals.format.Format;
import dev.vitals.format.Json;
import dev.vitals.format.JsonFormat;
import dev.vitals.format.TextFormat;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.triage.Checks;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each argument of each public method of this package and of the formats, left out in turn, is named. */
class NamedNullsTest {
    private static final CheckReport CHECK = Checks.check("a", Result.up());
    private static final FixedSource SOURCE = new FixedSource(CHECK);
    private static final Report REPORT = SOURCE.report(Selection.ALL);
    private static final HealthHandler HANDLER = HealthHandler.of(SOURCE);
    private static final Caller CALLER = new Caller(Optional.empty(), Map.of());

    /** What methods are called on, and the arguments that are not left out. */
    private static final List<Object> SAMPLES = List.of(
            SOURCE,
            HANDLER,
            CALLER,
            HealthHandler.builder(SOURCE),
            HealthServer.builder(HANDLER),
            HealthRequest.get("", "", Access.STATUS),
            TextFormat.DEFAULT,
            JsonFormat.DEFAULT,
            CHECK,
            REPORT,
            Access.DETAIL,
            new Format.ReportView(REPORT, true, true, List.of()),
            new Format.CheckView(CHECK, true, true, List.of()),
            new Format.ProbeView("ready", true, Status.UP, List.of()),
            "text",
            80,
            true,
            ZoneId.of("UTC"),
            InetAddress.getLoopbackAddress(),
            Optional.empty(),
            Map.of(),
            List.of(),
            (Json.Writer) json -> {});

    static Stream<Executable> executables() {
        return Stream.of(
                        Authoriser.class,
                        Caller.class,
                        HealthHandler.class,
                        HealthHandler.Builder.class,
                        HealthRequest.class,
                        HealthServer.class,
                        HealthServer.Builder.class,
                        TextFormat.class,
                        JsonFormat.class,
                        Json.class)
                .flatMap(type -> Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getConstructors())))
                .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
                .filter(member -> !member.getName().equals("equals") && member.getParameterCount() > 0)
                .filter(member -> sample(member.getDeclaringClass()).isPresent()
                        || Modifier.isStatic(member.getModifiers())
                        || !(member instanceof Method));
    }

    @ParameterizedTest
    @MethodSource("executables")
    void an_argument_that_is_null_is_named(Executable member) throws ReflectiveOperationException {
        for (int i = 0; i < member.getParameterCount(); i++) {
            if (!member.getParameterTypes()[i].isPrimitive()) {
                assertThat(faultOf(member, i))
                        .as("%s without '%s'", member, member.getParameters()[i].getName())
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage(member.getParameters()[i].getName());
            }
        }
    }

    private static Throwable faultOf(Executable member, int missing) throws ReflectiveOperationException {
        Class<?>[] types = member.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Class<?> type = types[i];
            arguments[i] =
                    i == missing ? null : sample(type).orElseThrow(() -> new AssertionError("no sample of " + type));
        }
        try {
            if (member instanceof Method method) {
                method.invoke(sample(member.getDeclaringClass()).orElse(null), arguments);
            } else {
                ((Constructor<?>) member).newInstance(arguments);
            }
            throw new AssertionError(member + " accepts null");
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    private static Optional<Object> sample(Class<?> type) {
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        return SAMPLES.stream().filter(boxed::isInstance).findFirst();
    }
}
