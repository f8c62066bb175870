package dev.vitals.triage;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Subject.Kind;
import dev.vitals.report.CheckReport;
import dev.vitals.text.Clean;
import dev.vitals.text.Shell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What placeholders of a runbook stand for. Texts of a finding are hostile. */
final class FindingValues {
    static final String OBSERVATION = "observation:";

    private static final Pattern PLAIN = Pattern.compile("[\\w./:][\\w.:/-]*");
    private static final Map<String, Function<FindingValues, Optional<String>>> VALUES = Map.ofEntries(
            Map.entry("check", it -> Optional.of(it.check.name())),
            Map.entry("cause", it -> Optional.of(it.check.cause())),
            Map.entry("summary", it -> Optional.of(it.check.result().summary())),
            Map.entry("resource", it -> it.check.policy().resource()),
            Map.entry("server", it -> it.first(Kind.SESSION, Kind.TRANSACTION).map(FindingValues::head)),
            Map.entry("pid", it -> it.first(Kind.SESSION).map(FindingValues::tail)),
            Map.entry("transaction", it -> it.first(Kind.TRANSACTION).map(FindingValues::tail)),
            Map.entry("mount", it -> it.first(Kind.MOUNT)),
            Map.entry("path", it -> it.first(Kind.FILE).or(() -> it.first(Kind.MOUNT))),
            Map.entry(
                    "host",
                    it -> it.first(Kind.ENDPOINT).map(FindingValues::head).or(() -> it.first(Kind.HOST))),
            Map.entry("port", it -> it.first(Kind.ENDPOINT).map(FindingValues::tail)),
            Map.entry("pool", it -> it.first(Kind.POOL)),
            Map.entry("thread", it -> it.first(Kind.THREAD)));

    private final CheckReport check;

    FindingValues(CheckReport check) {
        this.check = check;
    }

    static boolean knows(String name) {
        return VALUES.containsKey(name) || name.startsWith(OBSERVATION);
    }

    static String names() {
        return String.join(", ", VALUES.keySet().stream().sorted().toList()) + ", observation:…";
    }

    /** For a sentence. */
    String words(String name) {
        return value(name).map(Clean::line).orElse("<" + name + ">");
    }

    /** For a word of a shell's command line. One that could not be read, or would be an option, is left to the reader. */
    String quoted(String name) {
        return value(name).filter(FindingValues::exact).map(Shell::quote).orElse("<" + name + ">");
    }

    private static boolean exact(String text) {
        boolean whole = Clean.isClean(text) && text.indexOf('\uFFFD') < 0 && !text.contains("[redacted]");
        return whole && !text.startsWith("-");
    }

    /** For the inside of quotes. */
    String plain(String name) {
        return value(name).filter(text -> PLAIN.matcher(text).matches()).orElse("<" + name + ">");
    }

    private Optional<String> value(String name) {
        if (name.startsWith(OBSERVATION)) {
            String wanted = name.substring(OBSERVATION.length());
            return check.result().observations().stream()
                    .filter(seen -> seen.name().equals(wanted))
                    .map(Observation::shown)
                    .findFirst();
        }
        Function<FindingValues, Optional<String>> value = VALUES.get(name);
        return value == null ? Optional.empty() : value.apply(this).filter(text -> !text.isBlank());
    }

    private Optional<String> first(Kind... kinds) {
        return check.result().subjects().stream()
                .filter(subject -> List.of(kinds).contains(subject.kind()))
                .map(Subject::id)
                .findFirst();
    }

    private static String head(String id) {
        int space = id.lastIndexOf(' ');
        return space < 0 ? id : id.substring(0, space);
    }

    private static String tail(String id) {
        return id.substring(id.lastIndexOf(' ') + 1);
    }
}
