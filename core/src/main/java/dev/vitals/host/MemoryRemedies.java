package dev.vitals.host;

import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.text.Shell;
import java.nio.file.Path;

/** What to do next about memory. */
final class MemoryRemedies {
    private MemoryRemedies() {}

    static Result add(Result result, MemoryUse use) {
        Result advised = result.cause().equals("memory.oom-kills") ? kills(result) : result;
        return use.group().map(group -> container(advised, group)).orElseGet(() -> host(advised));
    }

    private static Result kills(Result result) {
        return result.remedy(
                Remedy.run("See which process was killed.", "dmesg -T | grep -iE 'killed process|oom-kill' | tail"));
    }

    private static Result container(Result result, Path group) {
        String stat = Shell.quote(group.resolve("memory.stat").toString());
        return result.remedy(Remedy.run(
                        "See what the container's memory is made of.",
                        "grep -E '^(anon|rss|file|cache|shmem|slab|kernel_stack|sock) ' " + stat))
                .remedy(Remedy.run(
                        "Compare with the heap of this process.",
                        "jcmd " + ProcessHandle.current().pid() + " GC.heap_info"))
                .remedy(Remedy.of("Raise the container's limit, or lower -XX:MaxRAMPercentage: threads, class data and"
                        + " direct buffers come on top of the heap."));
    }

    private static Result host(Result result) {
        return result.remedy(
                Remedy.run("Find the processes that take the most memory.", "ps -eo pid,rss,comm --sort=-rss | head"));
    }
}
