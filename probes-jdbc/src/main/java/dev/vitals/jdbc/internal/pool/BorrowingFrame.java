package dev.vitals.jdbc.internal.pool;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the application's frame on the calling thread's stack, fast enough for each borrow. */
final class BorrowingFrame {
    /** Below these there is an application's frame in all but the deepest stacks; each costs some 200 ns. */
    private static final int MOST = 64;

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Kept with the class it is about, and so no longer than that. */
    private static final ClassValue<Boolean> APPLICATION = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return !type.isHidden() && ApplicationFrame.isApplication(type.getName());
        }
    };

    private BorrowingFrame() {}

    static StackWalker.@Nullable StackFrame find() {
        return WALKER.walk(BorrowingFrame::first).orElse(null);
    }

    private static Optional<StackWalker.StackFrame> first(Stream<StackWalker.StackFrame> frames) {
        return frames.limit(MOST)
                .filter(frame -> APPLICATION.get(frame.getDeclaringClass()))
                .findFirst();
    }
}
