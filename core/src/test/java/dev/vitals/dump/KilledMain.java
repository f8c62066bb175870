package dev.vitals.dump;

import dev.vitals.Vitals;
import dev.vitals.probe.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Takes one dump after the other until it is killed, or waits to be told to. Its dumps are large, so that it takes time to
 * write them.
 */
final class KilledMain {
    private KilledMain() {}

    public static void main(String[] arguments) throws Exception {
        DumpSettings settings = DumpSettings.DEFAULT
                .onDemandOnly()
                .apart(Duration.ZERO, Duration.ZERO)
                .directory(Path.of(arguments[0]))
                .contributor(new Large());
        try (Vitals vitals = Vitals.builder("killed")
                .check("well", context -> Result.up())
                .dumps(settings)
                .build()) {
            vitals.report();
            System.out.println("started");
            if (arguments.length > 1) {
                int go = System.in.read();
                assert go >= 0;
            }
            while (true) {
                DumpRequest request = Runtime.version().feature() > 20
                        ? DumpRequest.DEFAULT.with(DumpExtra.VIRTUAL_THREADS)
                        : DumpRequest.DEFAULT;
                Dump dump = vitals.dump(request).await(Duration.ofMinutes(2)).orElseThrow();
                System.out.println("stored " + dump.path().orElseThrow());
            }
        }
    }

    /** Megabytes that cannot be compressed. */
    private static final class Large implements DumpContributor {
        private static final List<String> FIELDS =
                IntStream.range(0, 300).mapToObj(number -> "field" + number).toList();

        private final Random random = new Random(11);

        @Override
        public String name() {
            return "large";
        }

        @Override
        public Set<String> fields() {
            return Set.copyOf(FIELDS);
        }

        @Override
        public Map<String, String> values() {
            return FIELDS.stream().collect(Collectors.toMap(Function.identity(), field -> noise()));
        }

        private String noise() {
            StringBuilder text = new StringBuilder();
            while (text.length() < 10_000) {
                text.append(Integer.toString(random.nextInt(Integer.MAX_VALUE), Character.MAX_RADIX))
                        .append(' ');
            }
            return text.toString();
        }
    }
}
