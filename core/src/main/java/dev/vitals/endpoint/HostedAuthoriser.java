package dev.vitals.endpoint;

import dev.vitals.format.Access;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An authoriser that knows under which names browsers reach it. */
final class HostedAuthoriser implements Authoriser {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*(:\\d{1,5})?");

    private final Authoriser judge;
    private final Set<String> hosts;

    HostedAuthoriser(Authoriser judge, String... names) {
        List<String> wrong = Stream.of(Objects.requireNonNull(names, "names"))
                .map(name -> Objects.requireNonNull(name, "names"))
                .filter(name -> !HOST.matcher(name).matches())
                .toList();
        if (names.length == 0 || !wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    "'names' must be as in a browser's address bar, without a scheme, such as"
                            + " 'status.example.org' or 'status.example.org:8443', but was "
                            + (wrong.isEmpty() ? "empty" : "'" + String.join("', '", wrong) + "'"));
        }
        Set<String> all = new LinkedHashSet<>(judge.hosts());
        Stream.of(names).map(name -> name.toLowerCase(Locale.ROOT)).forEach(all::add);
        this.judge = judge;
        this.hosts = Set.copyOf(all);
    }

    @Override
    public Access access(Caller caller) {
        return judge.access(caller);
    }

    @Override
    public boolean isImmediate() {
        return judge.isImmediate();
    }

    @Override
    public Optional<String> challenge() {
        return judge.challenge();
    }

    @Override
    public Set<String> hosts() {
        return hosts;
    }
}
