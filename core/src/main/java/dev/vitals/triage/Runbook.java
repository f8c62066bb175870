package dev.vitals.triage;

import dev.vitals.probe.Cause;
import dev.vitals.report.Advice;
import dev.vitals.report.CheckReport;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What to know and to do about each cause code. The built-in runbook says of every code of the {@link Catalogue} what it
 * means and what usually helps; a JSON file of the application's own overrides and extends it:
 *
 * <pre>{@code
 * {
 *   "pool.exhausted": {
 *     "moreSteps": ["scale the shop down: kubectl scale deployment/shop --replicas=2"],
 *     "commands": ["psql -d shop -c 'select pg_terminate_backend({pid})'"],
 *     "links": ["https://wiki.example.com/shop/pool"],
 *     "escalation": ["database team, #db-oncall"]
 *   },
 *   "db.*": {"escalation": ["database team, #db-oncall"]},
 *   "licence.expired": {"own": true, "title": "licence has ended", "meaning": "Nothing can be sold without it."}
 * }
 * }</pre>
 *
 * <p>What the file says of a code replaces what the built-in runbook says; {@code moreSteps} adds to it. A family such as
 * {@code db.*} is about each of its codes that the file says nothing more exact of. A code that no module declares needs
 * {@code "own": true}, a title and a meaning.
 *
 * <p>In steps, commands, links and escalation these are filled from the finding: {@code {check}}, {@code {cause}},
 * {@code {resource}}, {@code {summary}}, {@code {server}}, {@code {pid}} (a session's number), {@code {transaction}},
 * {@code {mount}}, {@code {path}}, {@code {host}}, {@code {port}}, {@code {pool}}, {@code {thread}}, and
 * <code>{observation:name}</code>. What the finding does not say stands as {@code <pid>}. In a command a text is quoted
 * for a shell; where the command has quotes around it, it is filled in only if it is plain. A brace that is one is written
 * twice: <code>{{print}}</code>.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Runbook {
    private final Map<String, RunbookEntry> entries;

    Runbook(Map<String, RunbookEntry> entries) {
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * Returns the built-in runbook.
     *
     * @param catalogue what is known about cause codes
     * @return an entry for each of its codes
     */
    public static Runbook of(Catalogue catalogue) {
        Map<String, RunbookEntry> entries = new LinkedHashMap<>();
        for (Cause cause :
                Objects.requireNonNull(catalogue, "catalogue").causes().values()) {
            entries.put(cause.code(), RunbookEntry.of(cause));
        }
        return new Runbook(entries);
    }

    /**
     * Returns this runbook with what a file says. Blocks for as long as the disk does.
     *
     * @param file the JSON file, in UTF-8, at most 1 MB
     * @return a copy
     * @throws InvalidTriageException if the file cannot be read or is not as described, naming everything that is wrong
     *     with its line and key: also an unknown cause code or placeholder
     */
    public Runbook with(Path file) {
        return ConfigFile.read(Objects.requireNonNull(file, "file"), new RunbookReader(entries)::read);
    }

    /**
     * Returns this runbook with what a text says.
     *
     * @param source where the text is from, to be named in errors
     * @param json the JSON text
     * @return a copy
     * @throws InvalidTriageException as {@link #with(Path)} says
     */
    public Runbook with(String source, String json) {
        Objects.requireNonNull(source, "source");
        return ConfigFile.parse(source, Objects.requireNonNull(json, "json"), new RunbookReader(entries)::read);
    }

    /**
     * Returns every cause code that this runbook knows.
     *
     * @return the codes
     */
    public Set<String> codes() {
        return entries.keySet();
    }

    /**
     * Returns what to know and to do about a finding.
     *
     * @param check the check that found something
     * @return the advice; empty for a cause that this runbook does not know
     */
    public Optional<Advice> advice(CheckReport check) {
        return Optional.ofNullable(
                        entries.get(Objects.requireNonNull(check, "check").cause()))
                .map(entry -> entry.filled(new FindingValues(check)));
    }
}
