package dev.vitals.engine;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.ProbeTimeoutException;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns whatever a probe throws, or a missing answer, into a result of that check alone. */
final class ContainedProbe implements Probe {
    private static final int STACK_FRAMES = 20;
    private static final int CAUSES = 10;

    private final Probe delegate;

    ContainedProbe(Probe delegate) {
        this.delegate = delegate;
    }

    @Override
    @SuppressWarnings("ConstantConditions") // a probe that lies about nullness is what this class is for
    public Result check(ProbeContext context) {
        try {
            Result result = delegate.check(context);
            return result != null ? result : missing();
        } catch (ProbeTimeoutException e) {
            return Result.down(EngineCauses.TIMEOUT, "the probe gave up because its time was over");
        } catch (Throwable e) {
            Result result = Result.down(EngineCauses.ERROR, "the probe threw " + describe(e));
            return stack("thrown", e).map(result::evidence).orElse(result);
        }
    }

    @Override
    @SuppressWarnings("ConstantConditions")
    public List<Evidence> diagnose(ProbeContext context) {
        try {
            List<Evidence> evidence = delegate.diagnose(context);
            return evidence != null ? List.copyOf(evidence) : List.of();
        } catch (Throwable e) {
            String title = "the diagnosis threw " + describe(e);
            return List.of(stack(title, e).orElseGet(() -> new Evidence.Text(title, List.of())));
        }
    }

    private Result missing() {
        return Result.down(
                        EngineCauses.ERROR,
                        "the probe " + delegate.getClass().getName() + " returned null instead of a result")
                .remedy(Remedy.words(
                        "let its check(…) return Result.up(…), or Result.unknown(…) where it cannot tell"));
    }

    /** An exception is the probe's code as well: its methods may throw in turn, or answer with anything. */
    private static String describe(Throwable error) {
        try {
            Throwable root = root(error);
            String text = named(error);
            return error.getCause() == null ? text : text + ", caused by " + named(root);
        } catch (Throwable hostile) {
            return error.getClass().getName() + ", which cannot be described";
        }
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        for (int depth = 0; depth < CAUSES; depth++) {
            Throwable cause = root.getCause();
            if (cause == null) {
                break;
            }
            root = cause;
        }
        return root;
    }

    private static String named(Throwable error) {
        String message = error.getMessage();
        Class<?> type = error.getClass();
        String name = type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
        if (message == null || message.isBlank()) {
            return name;
        }
        // One more than is read later, so that it is seen that there is more.
        return name + ": " + message.substring(0, Math.min(message.length(), RedactedProbe.READ + 1));
    }

    private static Optional<Evidence> stack(String title, Throwable error) {
        try {
            List<String> frames = Arrays.stream(error.getStackTrace())
                    .limit(STACK_FRAMES)
                    .map(StackTraceElement::toString)
                    .toList();
            return Optional.of(new Evidence.Text(title, frames));
        } catch (Throwable hostile) {
            return Optional.empty();
        }
    }
}
