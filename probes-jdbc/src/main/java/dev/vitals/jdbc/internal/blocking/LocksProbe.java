package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.connect.Diagnosis;
import dev.vitals.jdbc.internal.connect.FailureResults;
import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.jdbc.internal.findings.GoodToKnow;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether sessions wait for each other's locks, and which one is at the root of it. */
public final class LocksProbe implements Probe {
    private static final int ROOTS_WITH_REMEDIES = 3;

    private final DedicatedConnection connection;
    private final LockReader reader;
    private final LockLimits limits;

    /**
     * Makes the probe.
     *
     * @param connection over which to ask
     * @param reader asks in the product's own way
     * @param limits what counts as trouble
     */
    public LocksProbe(DedicatedConnection connection, LockReader reader, LockLimits limits) {
        this.connection = connection;
        this.reader = reader;
        this.limits = limits;
    }

    @Override
    @SuppressWarnings("try") // closing it is all there is to do with it
    public Result check(ProbeContext context) {
        try (ProbeContext.Stay stay = FailureResults.asking(context, connection)) {
            Optional<LockPicture> picture = connection.run(context, reader::read);
            return picture.map(seen -> judge(seen, context)).orElseGet(this::calm);
        } catch (DatabaseException e) {
            return FailureResults.notAsked(connection, e.failure());
        }
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) {
        return Diagnosis.of(
                connection,
                context,
                session -> reader.read(session).stream()
                        .filter(picture -> !shown(picture))
                        .<Evidence>map(BlockingTree::full)
                        .toList());
    }

    /** Whether the result of a check shows the whole tree already. */
    private boolean shown(LockPicture picture) {
        return LockJudge.of(picture, limits).status() != Status.UP && !BlockingTree.cut(picture);
    }

    private Result calm() {
        return longest(waiting(Result.up("no session waits for a lock"), 0, 0), Duration.ZERO);
    }

    private Result judge(LockPicture picture, ProbeContext context) {
        LockJudge judge = LockJudge.of(picture, limits);
        String summary = LockWords.summary(picture);
        Result result = judge.status() == Status.UP
                ? Result.up(summary + ", within limits").evidence(BlockingTree.of(picture))
                : explained(Result.of(judge.status(), judge.cause(), summary), picture, context);
        return observed(result, picture);
    }

    /** What is hidden is not observed. */
    private Result observed(Result result, LockPicture picture) {
        int waiting = picture.graph().waiting();
        Result counted = picture.waitsKnown()
                ? waiting(result, waiting, LockJudge.patient(picture, limits.sessionsWait()))
                : result.observe(Observation.count("locks.waiting", waiting));
        return picture.longestWait().map(wait -> longest(counted, wait)).orElse(counted);
    }

    private Result waiting(Result result, int waiting, long patient) {
        return result.observe(Observation.count("locks.waiting", waiting))
                .observe(Observation.count("locks.waiting.long", patient).against(limits.sessions()));
    }

    private Result longest(Result result, Duration wait) {
        return result.observe(Observation.duration("locks.longest", wait).against(limits.longestWait()));
    }

    private static Result explained(Result found, LockPicture picture, ProbeContext context) {
        List<String> notes = new ArrayList<>();
        picture.schemaChange().ifPresent(change -> notes.add(LockWords.schemaChange(picture, change)));
        notes.addAll(picture.notes());
        Result result = Culprit.blame(found, picture.culprits(), context).evidence(BlockingTree.of(picture));
        return GoodToKnow.note(result, notes).withRemedies(remedies(picture));
    }

    /** Of a cycle, whoever has waited least: it came last, and has most likely done least. */
    private static List<Remedy> victim(List<Participant> cycle) {
        return cycle.stream()
                .filter(one -> one.cancel().isPresent())
                .min(Comparator.comparing(one -> LockPicture.waited(one).orElse(Duration.ZERO)))
                .flatMap(one -> one.cancel()
                        .map(Remedy.words(
                                "end the cycle without waiting for the server: cancel the statement of {}, which has"
                                        + " waited least; its transaction fails, the others go on",
                                one.label() + " (" + one.client().words() + ")")::run))
                .stream()
                .toList();
    }

    /** The worst roots first: without them nothing would wait. */
    private static List<Remedy> remedies(LockPicture picture) {
        Set<Remedy> remedies = new LinkedHashSet<>();
        picture.graph().roots().stream()
                .limit(ROOTS_WITH_REMEDIES)
                .map(root -> root.members().stream().map(picture::participant).toList())
                .forEach(members ->
                        remedies.addAll(members.size() == 1 ? members.get(0).remedies() : victim(members)));
        picture.schemaChange().ifPresent(change -> remedies.addAll(change.remedies()));
        remedies.addAll(picture.remedies());
        return List.copyOf(remedies);
    }
}
