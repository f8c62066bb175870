package dev.vitals.errors;

import dev.vitals.errors.ErrorEvent.Level;
import dev.vitals.errors.ErrorEvent.Thrown;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.spi.Redactor;
import dev.vitals.text.Clean;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the latest warnings and errors that were logged, and counts all of them.
 *
 * <pre>{@code
 * RecentErrors errors = RecentErrors.create();
 * LogbackErrors.attach(errors);                                  // from the module dev.vitals.logging
 * Vitals.builder("orders")
 *         .check("errors", ErrorRateProbe.of(errors, Threshold.rateAbove(0.1, 1)))
 * }</pre>
 *
 * <p>What is kept is bounded: the latest 256 events with at most 500 characters of message, and 128 groups, each with its
 * count; the group that was silent longest makes room. So a flood of one error pushes out neither the first nor the rare
 * ones. No object of the application is kept.
 *
 * <p>Recording takes about half a microsecond, takes no lock, waits for nothing and throws nothing. An event that is
 * logged while its own thread is recording another is counted as dropped and not recorded, so that code that logs from
 * inside logging cannot go round in circles.
 *
 * <p>What is read is redacted by the standard rules. This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class RecentErrors {
    private static final int LONGEST = 500;
    private static final int DEEPEST = 32;

    /** Of a type of the JDK, so that it keeps no class of ours alive in the threads of others. */
    private static final ThreadLocal<Boolean> RECORDING = new ThreadLocal<>();

    private final Redactor redactor = new StandardRedactor();
    private final Ring ring = new Ring();
    private final Groups groups = new Groups();
    private final LongAdder warnings = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    private RecentErrors() {}

    /**
     * Returns a memory that is empty.
     *
     * @return the memory
     */
    public static RecentErrors create() {
        return new RecentErrors();
    }

    /**
     * Records an event. Called by adapters on the thread that logs. Never blocks and never throws.
     *
     * @param level how bad it is
     * @param logger the logger's name; {@code null} for none
     * @param thread the name of the thread that logged it; {@code null} for none
     * @param message returns the message with its arguments; called at once and not kept
     * @param thrown what was thrown; {@code null} for nothing
     */
    public void record(
            Level level,
            @Nullable String logger,
            @Nullable String thread,
            Supplier<@Nullable String> message,
            @Nullable Throwable thrown) {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(message, "message");
        (level == Level.ERROR ? errors : warnings).increment();
        if (Boolean.TRUE.equals(RECORDING.get())) {
            dropped.increment();
            return;
        }
        RECORDING.set(Boolean.TRUE);
        try {
            keep(new ErrorEvent(
                    Instant.now(),
                    level,
                    cut(logger),
                    cut(thread),
                    cut(message.get()),
                    Optional.ofNullable(thrown).map(RecentErrors::thrown)));
        } catch (Exception | Error e) {
            dropped.increment(); // an argument or an exception of the application failed when it was asked for its text
        } finally {
            RECORDING.set(Boolean.FALSE);
        }
    }

    private void keep(ErrorEvent event) {
        ring.add(event);
        groups.add(event);
    }

    private static Thrown thrown(Throwable outermost) {
        Throwable innermost = outermost;
        for (int depth = 0; depth < DEEPEST; depth++) {
            Throwable cause = innermost.getCause();
            if (cause == null) {
                break;
            }
            innermost = cause;
        }
        StackTraceElement[] stack = innermost.getStackTrace();
        return new Thrown(
                innermost.getClass().getName(),
                cut(innermost.getMessage()),
                stack.length == 0 ? "" : cut(frame(stack[0])));
    }

    private static String frame(StackTraceElement frame) {
        return frame.getClassName()
                + '.'
                + frame.getMethodName()
                + '('
                + frame.getFileName()
                + ':'
                + frame.getLineNumber()
                + ')';
    }

    private static String cut(@Nullable String text) {
        // Not within a word: half a secret is not recognised as one.
        return text == null ? "" : Clean.cut(StandardRedactor.cut(text, LONGEST), LONGEST);
    }

    /**
     * Returns the latest events, redacted.
     *
     * @return at most 256, oldest first
     */
    public List<ErrorEvent> events() {
        return ring.events().stream().map(this::redacted).toList();
    }

    /**
     * Returns the groups of events, redacted.
     *
     * @return at most 128; those with most events first
     */
    public List<ErrorGroup> groups() {
        return groups.all().stream()
                .sorted(Comparator.comparingLong(ErrorGroup::count).reversed())
                .map(group -> new ErrorGroup(group.count(), group.first(), redacted(group.latest())))
                .toList();
    }

    /**
     * Returns how many events of a level were logged since this was made, those no longer kept and those
     * {@link #dropped} among them.
     *
     * @param level the level
     * @return how many
     */
    public long count(Level level) {
        return (Objects.requireNonNull(level, "level") == Level.ERROR ? errors : warnings).sum();
    }

    /**
     * Returns how many events could not be recorded: those logged from inside the recording of another, and those whose
     * message or exception failed when it was asked for its text.
     *
     * @return how many
     */
    public long dropped() {
        return dropped.sum();
    }

    private ErrorEvent redacted(ErrorEvent event) {
        return new ErrorEvent(
                event.at(),
                event.level(),
                redactor.redact(event.logger()),
                redactor.redact(event.thread()),
                redactor.redact(event.message()),
                event.thrown()
                        .map(thrown -> new Thrown(
                                thrown.type(), redactor.redact(thrown.message()), redactor.redact(thrown.frame()))));
    }
}
