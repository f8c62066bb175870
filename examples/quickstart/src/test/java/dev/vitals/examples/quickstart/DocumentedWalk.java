package dev.vitals.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of a page of the documentation that ask the endpoint, with what the page says they answer. */
final class DocumentedWalk {
    private static final Pattern COMMAND = Pattern.compile("\\$ curl -s( -X POST)? \"?\\$H([^ \"]*)\"?.*");
    private static final Pattern NUMBER = Pattern.compile("PT[0-9HMS.]+|[0-9][0-9.:TZ-]*");
    private static final Pattern DURATION = Pattern.compile("# (ms|s|m|h)\\b( # (ms|s|m)\\b)*");

    private DocumentedWalk() {}

    /** Reads a page. */
    static List<Step> of(Path page) throws IOException {
        List<Step> steps = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(page)) {
            Matcher command = COMMAND.matcher(line);
            if (command.matches()) {
                steps.add(new Step(command.group(1) == null ? "GET" : "POST", command.group(2), new ArrayList<>()));
                inside = true;
            } else if (line.startsWith("```") || line.startsWith("$ ")) {
                inside = false;
            } else if (inside && !line.isBlank()) {
                steps.get(steps.size() - 1).lines().add(line);
            }
        }
        return steps;
    }

    /**
     * A text without what differs from run to run: times, names of incidents, processes, and whether the payments service,
     * which borrows from the same pool, has been late as well.
     */
    static String shape(String text) {
        return DURATION.matcher(NUMBER.matcher(text.replace(", payments", "")).replaceAll("#"))
                .replaceAll("#");
    }

    /** One command. */
    record Step(String method, String path, List<String> lines) {
        /** Whether it depends on how fast the machine is that there is such a line, and where. */
        static boolean variesWithSpeed(String line) {
            return line.matches("- [0-9-]{10} .*|- \\[.] payments: .*");
        }
    }
}
