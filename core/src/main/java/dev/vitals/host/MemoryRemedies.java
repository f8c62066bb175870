package dev.vitals.host;

import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.nio.file.Path;

/** What to do next about memory. */
final class MemoryRemedies {
    private MemoryRemedies() {}

    static Result kills(Result result) {
        return result.remedy(Remedy.words("see which process was killed")
                .run(Command.shell("dmesg -T | grep -iE 'killed process|oom-kill' | tail")));
    }

    static Result memory(Result result, MemoryUse use) {
        return use.group().map(group -> container(result, group)).orElseGet(() -> host(result));
    }

    private static Result container(Result result, Path group) {
        return result.remedy(Remedy.words("see what the container's memory is made of")
                        .run(Command.shell(
                                "grep -E '^(anon|rss|file|cache|shmem|slab|kernel_stack|sock) ' {}",
                                group.resolve("memory.stat"))))
                .remedy(Remedy.words("compare with the heap of this process")
                        .run(Command.shell(
                                "jcmd {} GC.heap_info", ProcessHandle.current().pid())))
                .remedy(Remedy.words("raise the container's limit, or lower -XX:MaxRAMPercentage: threads, class data"
                        + " and direct buffers come on top of the heap"));
    }

    static Result node(Result result) {
        return result.remedy(Remedy.words("find the pods of the node that use the most memory")
                        .run(Command.shell("kubectl top pods -A --sort-by=memory | head")))
                .remedy(Remedy.words(
                        "raise this pod's memory request to what it uses, so that others are evicted first"));
    }

    private static Result host(Result result) {
        return result.remedy(Remedy.words("find the processes that take the most memory")
                .run(Command.shell("ps -eo pid,rss,comm --sort=-rss | head")));
    }
}
