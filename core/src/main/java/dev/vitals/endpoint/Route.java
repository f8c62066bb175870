package dev.vitals.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One line of the route table.
 *
 * @param method the method it answers; {@code GET} stands for {@code HEAD} too
 * @param pattern the segments of the path; one in braces stands for any
 * @param handler answers
 */
record Route(String method, List<String> pattern, Handler handler) {
    /** Returns a route for reading, such as one of {@code /{group}/{check}}. */
    static Route get(String path, Handler handler) {
        return new Route("GET", Path.parse(path).segments(), handler);
    }

    /** Returns a route for an operation. */
    static Route post(String path, Handler handler) {
        return new Route("POST", Path.parse(path).segments(), handler);
    }

    /** Returns the path as the table shows it. */
    String path() {
        return "/" + String.join("/", pattern);
    }

    boolean answers(String asked) {
        return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
    }

    /** Returns the segments that stand in for those in braces, in order; nothing if the path is another. */
    Optional<List<String>> match(Path path) {
        List<String> segments = path.segments();
        if (segments.size() != pattern.size()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(0);
        for (int i = 0; i < pattern.size(); i++) {
            if (isOpen(pattern.get(i))) {
                names.add(segments.get(i));
            } else if (!pattern.get(i).equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }

    private static boolean isOpen(String segment) {
        return segment.startsWith("{");
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        /**
         * Answers, or throws a {@link Refusal}. The names are the path's, in the order of the pattern. Does not block.
         */
        CompletableFuture<HealthResponse> answer(Asking asking, List<String> names);
    }
}
