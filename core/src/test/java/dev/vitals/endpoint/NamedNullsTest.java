package dev.vitals.endpoint;

import dev.vitals.NullArguments;
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
import java.lang.reflect.Executable;
import java.net.InetAddress;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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

    private static final NullArguments NULLS = new NullArguments(List.of(
            SOURCE,
            HANDLER,
            CALLER,
            new HttpCall("GET", "", "", CALLER),
            (HttpCall.Form) () -> CompletableFuture.completedFuture(Map.of()),
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
            new Format.ProbeView("ready", true, Status.UP, true, List.of(), List.of(), List.of()),
            "text",
            80,
            true,
            ZoneId.of("UTC"),
            InetAddress.getLoopbackAddress(),
            Optional.empty(),
            Map.of(),
            List.of(),
            (Executor) Runnable::run,
            (Json.Writer) json -> {}));

    static Stream<Executable> executables() {
        return NULLS.executables(
                Authoriser.class,
                Caller.class,
                HealthHandler.class,
                HealthHandler.Builder.class,
                HealthRequest.class,
                HealthServer.class,
                HttpCall.class,
                HealthServer.Builder.class,
                TextFormat.class,
                JsonFormat.class,
                Json.class);
    }

    @ParameterizedTest
    @MethodSource("executables")
    void an_argument_that_is_null_is_named(Executable member) throws ReflectiveOperationException {
        NULLS.assertNamed(member);
    }
}
