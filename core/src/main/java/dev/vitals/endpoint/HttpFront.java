package dev.vitals.endpoint;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Receives a server's requests, and its reports of what is wrong with it.
 *
 * <p>Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface HttpFront {
    /**
     * Answers a request. Does not block: an answer that has to be waited for is given later, on a thread of the front.
     *
     * @param call the request
     * @return the answer; never fails
     */
    CompletionStage<HealthResponse> answer(HttpCall call);

    /**
     * Returns the answer to a request if it is written already. It takes some microseconds for a request of up to 2 KiB, has
     * no side effect, neither blocks nor throws, and calls nothing of the application's but an authoriser that says it never
     * waits, and {@link dev.vitals.report.ReportSource#kept}. So a server may ask on the thread that reads all requests.
     *
     * @param call the request
     * @return what {@link #answer} would give; empty when that is to be asked, on a thread that may take its time. It may
     *     be empty for any request, and always is by default
     */
    default Optional<HealthResponse> written(HttpCall call) {
        return Optional.empty();
    }

    /**
     * Takes note that a connection could not be accepted since the process has no file descriptor left, and frees one
     * that was kept for that, if there is one. Answers close their connections until there are descriptors again, and
     * say why. Does not block.
     *
     * @return whether a descriptor was freed, so that accepting may be tried again at once
     */
    boolean outOfDescriptors();

    /**
     * Takes note that the server listens again after it had stopped for an error. Answers say so for ten minutes. Does
     * not block.
     *
     * @param why what was wrong, in words, such as {@code OutOfMemoryError}
     */
    void revived(String why);
}
