package dev.vitals.dump;

import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A thread at one moment.
 *
 * @param info what the virtual machine says of it, without the synchronizers it holds
 * @param pool the name with every number as one sign, which threads of one pool share
 * @param stack where it is, innermost frame first: each call to {@code info} would copy it
 * @param cpuNanos the processor time it has used; empty where that is not counted
 * @param allocated the bytes it has allocated; empty where that is not counted
 */
record SeenThread(
        ThreadInfo info, String pool, List<StackTraceElement> stack, OptionalLong cpuNanos, OptionalLong allocated) {
    private static final Pattern NUMBER = Pattern.compile("\\b[0-9a-fA-F]{8,}\\b|\\d+");

    SeenThread(ThreadInfo info, OptionalLong cpuNanos, OptionalLong allocated) {
        this(
                info,
                NUMBER.matcher(info.getThreadName()).replaceAll("#"),
                List.of(info.getStackTrace()),
                cpuNanos,
                allocated);
    }

    long id() {
        return info.getThreadId();
    }

    String name() {
        return info.getThreadName();
    }

    Thread.State state() {
        return info.getThreadState();
    }

    /** The thread that holds what this one waits for. */
    OptionalLong owner() {
        return info.getLockOwnerId() >= 0 ? OptionalLong.of(info.getLockOwnerId()) : OptionalLong.empty();
    }

    /** What it waits for. */
    Optional<String> lock() {
        return Optional.ofNullable(info.getLockName());
    }

    List<MonitorInfo> monitors() {
        return List.of(info.getLockedMonitors());
    }

    /** Its innermost frame, in short. */
    String top() {
        return stack.isEmpty() ? "no Java frames" : stack.get(0).toString();
    }
}
