package dev.vitals.host;

import dev.vitals.host.facts.Mount;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes one run of a check into file systems, each through its gate, and leaves word before entering: a call into a hung
 * one does not return. For one thread.
 */
final class Visitor {
    private final MountGate gate;
    private final ProbeContext context;
    private final Duration patience;
    private final Function<Optional<Mount>, Result> ifStuck;
    private Optional<Mount> last = Optional.empty();
    private @Nullable Result word;

    /** A call into a file system. */
    interface Call<T> {
        T run() throws IOException;
    }

    /** Visits until four fifths of the run's time are over: the rest is left to report which check is stuck. */
    Visitor(MountGate gate, ProbeContext context, Function<Optional<Mount>, Result> ifStuck) {
        this.gate = gate;
        this.context = context;
        this.patience = context.remaining().multipliedBy(4).dividedBy(5);
        this.ifStuck = ifStuck;
    }

    /** Enters at once when the mount is not known: then nothing says which other check to wait for. */
    <T> T visit(Optional<Mount> mount, Call<T> call) throws IOException, InterruptedException, HungMountException {
        Result ready = word(mount);
        return mount.isPresent()
                ? gate.pass(mount.get(), context.name(), patience, () -> enter(ready, call))
                : enter(ready, call);
    }

    /** Made before entering: making it may load classes, and their jar may lie in the file system that hangs. */
    private Result word(Optional<Mount> mount) {
        Result ready = word;
        if (ready == null || !last.equals(mount)) {
            ready = ifStuck.apply(mount);
            word = ready;
            last = mount;
        }
        return ready;
    }

    @SuppressWarnings("try") // The stay is there to be closed.
    private <T> T enter(Result ready, Call<T> call) throws IOException {
        try (ProbeContext.Stay stay = context.entering(ready)) {
            return call.run();
        }
    }

    /** The file system that was entered last; empty if that is not known. */
    Optional<Mount> last() {
        return last;
    }
}
