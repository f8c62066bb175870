package dev.vitals.jdbc.internal.pool;

import dev.vitals.spi.ApplicationCode;
import dev.vitals.text.Clean;
import java.util.List;

/** Finds the frame of a stack that a developer of the application would recognise. */
final class ApplicationFrame {
    static final StackTraceElement UNKNOWN = new StackTraceElement("(unknown)", "", null, -1);

    private ApplicationFrame() {}

    /** The first frame that belongs to neither a library nor a generated class; without one, the last frame. */
    static StackTraceElement of(List<StackTraceElement> stack) {
        return ApplicationCode.innermost(stack)
                .orElseGet(() -> stack.isEmpty() ? UNKNOWN : stack.get(stack.size() - 1));
    }

    /** Class and method without package, such as {@code OrderService.place}. */
    static String shortName(StackTraceElement frame) {
        String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
        return Clean.line(type + "." + ApplicationCode.method(frame), 120);
    }

    /** Class, method, file and line, without the class loader's name that {@code toString} puts before them. */
    static String fullName(StackTraceElement frame) {
        String file = frame.getFileName() == null ? "unknown" : frame.getFileName() + ":" + frame.getLineNumber();
        return Clean.line(frame.getClassName() + "." + frame.getMethodName() + "(" + file + ")", 200);
    }
}
