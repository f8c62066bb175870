package dev.vitals.dump;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How the application was built and is configured: what is on a list, and the names of the rest. */
final class AppFiles {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AppFiles() {}

    /** Values of settings that are shown; names of all others. */
    record ConfigurationFile(Map<String, String> configuration, Set<String> shown) implements Collector {
        private static final Pattern PROPERTIES = Pattern.compile(
                "java\\..*|os\\..*|file\\.encoding|user\\.timezone|user\\.language|sun\\.arch\\.data\\.model|sun\\.java\\.command");
        private static final Pattern VARIABLES = Pattern.compile(
                "TZ|LANG|LC_\\w+|HOSTNAME|POD_\\w+|NODE_NAME|KUBERNETES_\\w*(?:HOST|PORT)|JAVA_TOOL_OPTIONS"
                        + "|JDK_JAVA_OPTIONS|LD_LIBRARY_PATH");

        @Override
        public String file() {
            return "app/configuration.json";
        }

        @Override
        public void collect(SectionOut out, Facts facts) {
            ObjectNode root = JSON.objectNode();
            ObjectNode application = root.putObject("application");
            configuration.forEach(application::put);
            Map<String, String> properties = new TreeMap<>();
            System.getProperties()
                    .stringPropertyNames()
                    .forEach(name -> properties.put(name, System.getProperty(name, "")));
            write(
                    root,
                    "systemProperties",
                    properties,
                    name -> PROPERTIES.matcher(name).matches());
            write(
                    root,
                    "environment",
                    new TreeMap<>(System.getenv()),
                    name -> VARIABLES.matcher(name).matches());
            out.json(root);
        }

        private void write(ObjectNode root, String name, Map<String, String> all, Predicate<String> listed) {
            ObjectNode values = root.putObject(name);
            var names = root.putArray(name + "NotShown");
            all.forEach((key, value) -> {
                if (listed.test(key) || shown.contains(key)) {
                    values.put(key, value);
                } else {
                    names.add(key);
                }
            });
        }
    }

    /** The libraries, by the names of their files. */
    static final class VersionsFile implements Collector {
        @Override
        public String file() {
            return "app/versions.txt";
        }

        @Override
        public void collect(SectionOut out, Facts facts) {
            Set<String> names = new TreeSet<>();
            for (String property : List.of("java.class.path", "jdk.module.path")) {
                for (String entry : System.getProperty(property, "").split(Pattern.quote(File.pathSeparator), -1)) {
                    if (!entry.isEmpty()) {
                        names.add(String.valueOf(Path.of(entry).getFileName()));
                    }
                }
            }
            names.forEach(out::line);
        }
    }

    /** What the application adds: the fields it has declared, and no other. */
    record ContributorFile(Contribution contributor, boolean givenUp) implements Collector {
        @Override
        public String file() {
            return contributor.file();
        }

        @Override
        public Duration timeout() {
            return contributor.timeout();
        }

        @Override
        public int cap() {
            return 256 << 10;
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            if (givenUp) {
                throw new SkipException("it failed or hung twice, and is not asked again");
            }
            Map<String, String> values = contributor.values();
            ObjectNode root = JSON.objectNode();
            int declared = 0;
            for (String field : new TreeSet<>(contributor.fields())) {
                if (values.containsKey(field)) {
                    declared++;
                    root.put(field, values.get(field));
                }
            }
            if (values.size() > declared) {
                root.put("undeclaredFieldsLeftOut", values.size() - declared);
            }
            out.json(root);
        }
    }
}
