package dev.vitals.internal;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.ProbeTimeoutException;
import dev.vitals.probe.Result;
import java.util.Arrays;
import java.util.List;

/** Turns whatever a probe throws, or a missing answer, into a result of that check alone. */
final class ContainedProbe implements Probe {
    private static final int STACK_FRAMES = 20;

    private final Probe delegate;

    ContainedProbe(Probe delegate) {
        this.delegate = delegate;
    }

    @Override
    @SuppressWarnings("ConstantConditions") // a probe that lies about nullness is what this class is for
    public Result check(ProbeContext context) {
        try {
            Result result = delegate.check(context);
            return result != null ? result : Result.down("probe.error", "the probe returned null instead of a result");
        } catch (ProbeTimeoutException e) {
            return Result.down("probe.timeout", "the probe gave up because its time was over");
        } catch (Throwable e) {
            return Result.down("probe.error", "the probe threw " + describe(e)).evidence(stack("thrown", e));
        }
    }

    @Override
    @SuppressWarnings("ConstantConditions")
    public List<Evidence> diagnose(ProbeContext context) {
        try {
            List<Evidence> evidence = delegate.diagnose(context);
            return evidence != null ? evidence : List.of();
        } catch (Throwable e) {
            return List.of(stack("the diagnosis threw " + describe(e), e));
        }
    }

    private static String describe(Throwable error) {
        Throwable root = error;
        for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
            root = root.getCause();
        }
        String text = named(error);
        return root == error ? text : text + ", caused by " + named(root);
    }

    private static String named(Throwable error) {
        String message = error.getMessage();
        String type = error.getClass().getSimpleName();
        return message == null || message.isBlank() ? type : type + ": " + message;
    }

    private static Evidence stack(String title, Throwable error) {
        return new Evidence.Text(
                title,
                Arrays.stream(error.getStackTrace())
                        .limit(STACK_FRAMES)
                        .map(StackTraceElement::toString)
                        .toList());
    }
}
