package dev.vitals.endpoint;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The route table: of the routes that match a path, the first that answers the method is taken. */
final class Routes {
    private final List<Route> table;

    Routes(Route... table) {
        this.table = List.of(table);
    }

    CompletableFuture<HealthResponse> answer(Asking asking) {
        HealthRequest request = asking.request();
        Path path = Path.parse(request.path());
        boolean found = false;
        for (Route route : table) {
            Optional<List<String>> names = route.match(path);
            if (names.isPresent() && route.answers(request.method())) {
                return route.handler().answer(asking, names.get());
            }
            found |= names.isPresent();
        }
        if (!found) {
            throw Refusal.notFound();
        }
        return CompletableFuture.completedFuture(otherMethod(path));
    }

    /** Returns each path once, in the order of the table. */
    List<String> paths() {
        return table.stream().map(Route::path).distinct().toList();
    }

    private HealthResponse otherMethod(Path path) {
        Set<String> allowed = new LinkedHashSet<>();
        for (Route route : table) {
            if (route.match(path).isPresent()) {
                allowed.add(route.method());
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return Problem.of(405, "this path answers " + String.join(" and ", allowed) + " only")
                .header("Allow", String.join(", ", allowed));
    }
}
