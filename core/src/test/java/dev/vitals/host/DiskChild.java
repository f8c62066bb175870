package dev.vitals.host;

import dev.vitals.probe.Result;
import dev.vitals.probe.TestContext;
import java.nio.file.Path;

/** Checks one path and prints the answer. */
final class DiskChild {
    private DiskChild() {}

    public static void main(String[] arguments) throws Exception {
        Result result = new TestContext().run(DiskProbe.at(Path.of(arguments[0])));
        System.out.println(result.status() + " " + result.cause() + " " + result.summary());
        System.out.println(
                result.subjects() + " " + result.remedies().get(0).command().orElse(""));
    }
}
