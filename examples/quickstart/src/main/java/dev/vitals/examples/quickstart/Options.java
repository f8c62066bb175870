package dev.vitals.examples.quickstart;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the command line asks for. */
record Options(int port, Optional<String> databaseUrl, Optional<URI> redisUrl, boolean help) {
    static final String USAGE = """
            Options:
              --port N          serve on 127.0.0.1:N (0 for a free port; default 8080)
              --db-url URL      look at your own PostgreSQL, such as
                                jdbc:postgresql://localhost:5432/shop?user=me&password=…
              --redis-url URL   look at your own Redis, such as redis://:password@localhost:6379
              --help            print this and end
            Your own servers are only looked at: the keys that would write to or stop them do nothing.
            """;

    /** Takes a command line apart. Every fault is reported at once. */
    static Options parse(String... args) {
        Parser parser = new Parser();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--help")) {
                parser.help = true;
            } else if (i + 1 < args.length && args[i].startsWith("--")) {
                parser.take(args[i], args[++i]);
            } else {
                parser.faults.add("'" + args[i] + "' is no option, or its value is missing");
            }
        }
        return parser.options();
    }

    private static final class Parser {
        private final List<String> faults = new ArrayList<>();
        private int port = 8080;
        private Optional<String> databaseUrl = Optional.empty();
        private Optional<URI> redisUrl = Optional.empty();
        private boolean help;

        private void take(String option, String value) {
            switch (option) {
                case "--port" -> takePort(value);
                case "--db-url" -> takeDatabase(value);
                case "--redis-url" -> takeRedis(value);
                default -> faults.add("'" + option + "' is no option");
            }
        }

        private void takePort(String value) {
            try {
                port = Integer.parseInt(value);
            } catch (NumberFormatException e) {
                port = -1;
            }
            if (port < 0 || port > 65_535) {
                faults.add("--port must be a number from 0 to 65535 but was '" + value + "'");
            }
        }

        private void takeDatabase(String value) {
            databaseUrl = Optional.of(value);
            if (!value.startsWith("jdbc:postgresql:")) {
                faults.add("--db-url must start with jdbc:postgresql:");
            }
        }

        private void takeRedis(String value) {
            try {
                URI uri = new URI(value);
                redisUrl = Optional.of(uri);
                if (uri.getHost() == null
                        || uri.getPort() < 0
                        || !String.valueOf(uri.getScheme()).matches("rediss?")) {
                    faults.add("--redis-url must look like redis://host:6379");
                }
            } catch (URISyntaxException e) {
                faults.add("--redis-url is no URL: " + e.getReason());
            }
        }

        private Options options() {
            if (!faults.isEmpty()) {
                throw new StartException(String.join("\n", faults) + "\n\n" + USAGE);
            }
            return new Options(port, databaseUrl, redisUrl, help);
        }
    }
}
