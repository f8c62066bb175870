package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.findings.GoodToKnow;
import dev.vitals.jdbc.limits.LongReaderLimits;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The programs that read for hours and mean to. They are good to know, and no finding.
 *
 * @param limits which they are, and how long even they may take
 * @param effect what an open transaction of theirs does to the server, such as what it keeps from being removed
 */
public record LongReaders(LongReaderLimits limits, String effect) {
    private static final int SHOWN = 5;

    /** What cannot be part of a transaction of several statements, so that its first words show all there is. */
    private static final Pattern UPKEEP = Pattern.compile(
            "vacuum\\b.*|create (?:unique )?index concurrently\\b.*|reindex\\b.*\\bconcurrently\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    boolean know(ClientSession session) {
        return limits.programs().contains(session.group().application())
                || limits.programs().contains(session.group().user())
                || session.doing().filter(LongReaders::isUpkeep).isPresent();
    }

    /** Its own limit for a program that is known, the given one for any other. */
    Threshold limit(ClientSession session, Threshold others) {
        return know(session) ? limits.open() : others;
    }

    /** Says which of them are at work. */
    Result note(Result result, List<ClientSession> sessions) {
        List<String> lines = sessions.stream()
                .filter(this::know)
                .limit(SHOWN)
                .map(this::words)
                .toList();
        return GoodToKnow.note(result, lines);
    }

    private String words(ClientSession session) {
        ClientSession.Doing doing = Activity.doing(session);
        String since = doing.transactionAge()
                .map(age -> "in a transaction for " + Quantities.duration(age))
                .orElse("busy for " + Quantities.duration(doing.statementAge()));
        boolean holdsBack = doing.transactionAge().isPresent() && !isUpkeep(doing);
        return session.label() + " is known to take long, " + since + (holdsBack ? ": " + effect : "");
    }

    private static boolean isUpkeep(ClientSession.Doing doing) {
        return doing.state().equals("active")
                && UPKEEP.matcher(doing.statement().strip()).matches();
    }
}
