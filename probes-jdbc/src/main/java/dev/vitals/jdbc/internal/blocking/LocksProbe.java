package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.connect.Diagnosis;
import dev.vitals.jdbc.internal.connect.FailureResults;
import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether sessions wait for each other's locks, and who is at the root of it. */
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
    public Result check(ProbeContext context) {
        try {
            Optional<LockPicture> picture = connection.run(context, reader::read);
            return picture.map(this::judge)
                    .orElseGet(() -> observed(Result.up("no session waits for a lock"), 0, 0, 0));
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

    /** Whether the result of a check has all there is to see. */
    private boolean shown(LockPicture picture) {
        return LockJudge.of(picture, limits).status() != Status.UP && !BlockingTree.cut(picture);
    }

    private Result judge(LockPicture picture) {
        LockJudge judge = LockJudge.of(picture, limits);
        Result result = judge.status() == Status.UP
                ? Result.up(LockWords.summary(picture) + ", within limits")
                : told(Result.of(judge.status(), judge.cause(), LockWords.summary(picture)), picture);
        return observed(
                result,
                picture.graph().waiting(),
                LockJudge.patient(picture, limits.sessionsWait()),
                picture.longestWait().toMillis() / 1_000d);
    }

    private Result observed(Result result, int waiting, int patient, double longest) {
        return result.observe(Observation.of("locks.waiting", waiting, "sessions"))
                .observe(Observation.of("locks.waiting.long", patient, "sessions")
                        .warnAt(limits.sessionsWarn())
                        .failAt(limits.sessionsFail()))
                .observe(Observation.of("locks.longest", longest, "s")
                        .warnAt(limits.waitWarn().toMillis() / 1_000d)
                        .failAt(limits.waitFail().toMillis() / 1_000d));
    }

    private static Result told(Result found, LockPicture picture) {
        List<String> notes = new ArrayList<>();
        picture.schemaChange().ifPresent(change -> notes.add(LockWords.schemaChange(picture, change)));
        notes.addAll(picture.notes());
        Result result = found.evidence(BlockingTree.of(picture));
        if (!notes.isEmpty()) {
            result = result.evidence(new Evidence.Text("good to know", notes));
        }
        for (Remedy remedy : remedies(picture)) {
            result = result.remedy(remedy);
        }
        return result;
    }

    /** The worst roots first: without them nobody else would wait. */
    private static List<Remedy> remedies(LockPicture picture) {
        Set<Remedy> remedies = new LinkedHashSet<>();
        picture.graph().roots().stream()
                .limit(ROOTS_WITH_REMEDIES)
                .filter(root -> root.members().size() == 1)
                .map(root -> picture.participant(root.members().get(0)))
                .forEach(one -> remedies.addAll(one.remedies()));
        picture.schemaChange().ifPresent(change -> remedies.addAll(change.remedies()));
        remedies.addAll(picture.remedies());
        return List.copyOf(remedies);
    }
}
