package dev.vitals.http.internal.webhook;

import dev.vitals.http.internal.exchange.Answer;
import dev.vitals.http.internal.exchange.Exchange;
import dev.vitals.http.internal.exchange.Pause;
import dev.vitals.http.internal.exchange.Payload;
import dev.vitals.http.internal.exchange.Request;
import dev.vitals.http.internal.exchange.Word;
import dev.vitals.http.internal.failure.Family;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.time.Budget;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentDocuments;
import dev.vitals.incident.TimelineEntry;
import dev.vitals.remote.Backoff;
import dev.vitals.report.Report;
import dev.vitals.report.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Delivers notices on a thread of its own, which ends when there is nothing to do. */
public final class Courier implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    private static final int KEPT = 100;

    private final Settings settings;
    private final Exchange exchange;
    private final Clock clock;
    private final ReportLedger reports;
    private final IncidentLedger incidents;
    private final Backoff<String> backoff = new Backoff<>();
    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private final ScheduledThreadPoolExecutor thread;
    private @Nullable ScheduledFuture<?> wake;
    private Instant notBefore = Instant.MIN;
    private volatile Optional<Attempt> last = Optional.empty();

    /**
     * How to deliver.
     *
     * @param request where to, without a body
     * @param format how a notice is written
     * @param from the mildest severity that is worth a notice
     * @param remindEvery how often to remind
     * @param muted whether nothing may be sent at a time
     * @param documents what writes the documents of incidents; empty when the receiver gets none
     */
    public record Settings(
            Request request,
            Format format,
            Severity from,
            Duration remindEvery,
            Predicate<Instant> muted,
            Optional<IncidentDocuments> documents) {}

    /**
     * What became of a notice.
     *
     * @param at when
     * @param key what it was about
     * @param kind what it was
     * @param failure why it was not delivered; empty when it was, or is withheld
     * @param muted whether it is withheld
     */
    public record Attempt(Instant at, String key, Notice.Kind kind, Optional<String> failure, boolean muted) {}

    public Courier(Settings settings, Exchange exchange, Clock clock) {
        this.settings = settings;
        this.exchange = exchange;
        this.clock = clock;
        this.reports = new ReportLedger(settings.from(), settings.remindEvery());
        this.incidents = new IncidentLedger(settings.from(), settings.remindEvery(), settings.documents());
        this.thread = new ScheduledThreadPoolExecutor(1, Courier::thread);
        thread.setKeepAliveTime(10, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        thread.setRemoveOnCancelPolicy(true);
    }

    private static Thread thread(Runnable task) {
        Thread made = new Thread(null, task, "vitals-webhook", 0, false);
        made.setDaemon(true);
        made.setContextClassLoader(null);
        return made;
    }

    /** Notes a report. Does not block. */
    public void see(Report report) {
        later(() -> reports.see(report));
    }

    /** Notes an event of an incident. Does not block. */
    public void see(Incident incident, TimelineEntry.Kind event) {
        later(() -> incidents.see(incident, event, clock.instant()));
    }

    private void later(Runnable note) {
        if (!thread.isShutdown()) {
            thread.execute(() -> {
                note.run();
                work();
            });
        }
    }

    private Optional<Letter> due(Instant now) {
        return reports.due(now).or(() -> incidents.due(now));
    }

    private Optional<Instant> next() {
        return Stream.of(reports, incidents)
                .flatMap(ledger -> ledger.next().stream())
                .min(Instant::compareTo);
    }

    /** Returns the last attempts, the newest first. */
    public List<Attempt> attempts() {
        synchronized (attempts) {
            return List.copyOf(attempts);
        }
    }

    public Optional<Attempt> last() {
        return last;
    }

    private void work() {
        Instant now = clock.instant();
        Optional<Letter> due = due(now);
        if (due.filter(Letter::isWithheld).isPresent()) {
            withhold(due.get(), now);
        } else if (due.isPresent() && !now.isBefore(notBefore)) {
            deliver(due.get(), now);
        }
        sleep();
    }

    private void withhold(Letter letter, Instant now) {
        letter.taken(now);
        note(new Attempt(now, letter.key(), letter.kind(), Optional.empty(), true));
    }

    private void deliver(Letter letter, Instant now) {
        if (settings.muted().test(now)) {
            boolean known = last.filter(seen -> seen.muted() && seen.kind() == letter.kind())
                    .isPresent();
            if (!known) {
                note(new Attempt(now, letter.key(), letter.kind(), Optional.empty(), true));
            }
            notBefore = now.plus(LOOK_AGAIN);
            return;
        }
        Optional<String> failure = attempt(letter, now);
        if (failure.isEmpty()) {
            backoff.succeeded();
            letter.taken(now);
        }
        note(new Attempt(now, letter.key(), letter.kind(), failure, false));
    }

    /** Returns why it did not work. A writer of the application's that throws does not end the notices. */
    private Optional<String> attempt(Letter letter, Instant now) {
        try {
            return post(letter, now);
        } catch (RuntimeException e) {
            return Optional.of(
                    later("the notice cannot be written (" + e.getClass().getSimpleName() + ")", now));
        }
    }

    private Optional<String> post(Letter letter, Instant now) {
        String json = letter.body(settings.format(), now, settings.remindEvery().multipliedBy(3));
        Request request = settings.request().with(new Payload.Raw("application/json", json));
        Budget budget = Budget.of(TIMEOUT);
        try {
            Answer answer =
                    exchange.perform(request, Map.of(), Word.within(budget).forRequest(), Word.within(budget));
            if (answer.status() / 100 == 2) {
                return Optional.empty();
            }
            String words = "it answers " + answer.status();
            Duration wait = backoff.failed(words);
            notBefore = now.plus(Pause.asked(answer, now)
                    .filter(asked -> asked.compareTo(wait) > 0)
                    .orElse(wait));
            return Optional.of(words);
        } catch (HttpFailure e) {
            return Optional.of(later(e.reason(Family.HTTP).title(), now));
        }
    }

    private String later(String words, Instant now) {
        notBefore = now.plus(backoff.failed(words));
        return words;
    }

    private void note(Attempt attempt) {
        last = Optional.of(attempt);
        synchronized (attempts) {
            attempts.addFirst(attempt);
            while (attempts.size() > KEPT) {
                attempts.removeLast();
            }
        }
    }

    /** Sleeps until something is to be said again. */
    private void sleep() {
        ScheduledFuture<?> before = wake;
        if (before != null) {
            before.cancel(false);
        }
        Instant now = clock.instant();
        Optional<Instant> next = due(now).isPresent() ? Optional.of(notBefore) : next();
        wake = next.filter(any -> !thread.isShutdown()).isEmpty()
                ? null
                : thread.schedule(this::work, millisUntil(next.get(), now), TimeUnit.MILLISECONDS);
    }

    private static long millisUntil(Instant then, Instant now) {
        return then.isAfter(now) ? Duration.between(now, then).toMillis() + 1 : 1;
    }

    /** Ends at once, also an attempt in flight. */
    @Override
    public void close() {
        thread.shutdownNow();
        exchange.lease().close();
    }
}
