package dev.vitals.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a question once a round and shares the answer between the checks that judge it.
 *
 * <p>The engine runs each check on its own schedule and does not say which runs belong together. So a round starts with
 * the first check that needs an answer, and lasts a second; a check that has already joined it starts the next. Each
 * check thus gets each answer at most once, which keeps its deltas right, and none older than a second.
 *
 * <p>{@link #join} is thread-safe; {@link #read} is called while holding the {@link Turn}, so that a check that waited
 * for it joins the round which the holder has started.
 *
 * @param <T> the answer; immutable, with its time in it if it has ages
 * @since 0.1.0
 */
public final class Round<T> {
    private record Answer<T>(T found, long asked, Set<String> readers) {}

    private static final long LENGTH = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private volatile @Nullable Answer<T> current;

    /**
     * Asks the server.
     *
     * @param <T> the answer
     * @param <E> what is thrown when there is none
     * @since 0.1.0
     */
    @FunctionalInterface
    public interface Question<T, E extends Exception> {
        /**
         * Asks.
         *
         * @return the answer
         * @throws E if there is none
         */
        T ask() throws E;
    }

    /** Makes one that has no answer yet. */
    public Round() {
        this(System::nanoTime);
    }

    /**
     * Makes one that has no answer yet.
     *
     * @param nanoTime monotonic time
     */
    public Round(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Returns this round's answer without asking.
     *
     * @param check which check wants to know; gets the answer no second time
     * @return the answer; empty when this check has to start a round
     */
    public Optional<T> join(String check) {
        Answer<T> answer = current;
        return answer == null
                        || nanoTime.getAsLong() - answer.asked() >= LENGTH
                        || !answer.readers().add(check)
                ? Optional.empty()
                : Optional.of(answer.found());
    }

    /**
     * Returns this round's answer, or asks and starts the next round. A failure is shared with no other check.
     *
     * @param <E> what the question throws
     * @param check which check wants to know; gets the answer no second time
     * @param question asks the server
     * @return the answer
     * @throws E if the question fails
     */
    public <E extends Exception> T read(String check, Question<T, E> question) throws E {
        Optional<T> known = join(check);
        return known.isPresent() ? known.get() : start(check, question);
    }

    private <E extends Exception> T start(String check, Question<T, E> question) throws E {
        long asked = nanoTime.getAsLong();
        T found = question.ask();
        Set<String> readers = ConcurrentHashMap.newKeySet();
        readers.add(check);
        current = new Answer<>(found, asked, readers);
        return found;
    }
}
