package dev.vitals.format;

import static dev.vitals.triage.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.host.DiskProbe;
import dev.vitals.jvm.HeapProbe;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The advice of our own probes as people read it. */
class OwnRemediesTest {
    private static final long PID = ProcessHandle.current().pid();

    @Test
    void what_to_do_about_a_full_disk_reads_as_designed() throws Exception {
        Size all = Size.ofBytes(Long.MAX_VALUE);
        Result full = new TestContext()
                .run(DiskProbe.at(Path.of("/").toAbsolutePath())
                        .limits(limits -> limits.usable(Threshold.below(all, all))));

        assertThat(doNext("uploads", full))
                .isEqualTo(
                        "find what takes up the space, without leaving this file system:  du -x -h -d 1 / | sort -h | tail"
                                + " look for deleted files that this process still holds open: their space comes back when it"
                                + " closes them: ls -l /proc/" + PID + "/fd | grep '(deleted)'");
    }

    @Test
    void what_to_do_about_a_full_heap_reads_as_designed() throws Exception {
        Result full = fullHeap();

        assertThat(doNext("heap", full))
                .isEqualTo("see which classes fill it; pauses the application for a full collection: jcmd " + PID
                        + " GC.class_histogram | head -n 30"
                        + " keep the heap for analysis before a restart loses it; the file CONTAINS SECRETS: every"
                        + " password, key and personal datum in memory; pauses the application, and needs as much disk"
                        + " as the heap is full: jcmd " + PID + " GC.heap_dump /tmp/heap-" + PID + ".hprof");
    }

    /** A heap of which anything at all is too much, once its collections have shown what is alive. */
    private static Result fullHeap() throws Exception {
        HeapProbe probe = HeapProbe.create().limits(limits -> limits.alive(Threshold.ratioAbove(0, 0)));
        TestContext context = new TestContext();
        Result result = context.run(probe);
        for (int sample = 0; result.status() == Status.UP && sample < 10; sample++) {
            System.gc();
            result = context.run(probe);
        }
        return result;
    }

    /** What stands below "do next", with each run of spaces and line breaks as one space. */
    private static String doNext(String name, Result result) {
        assertThat(result.remedies().stream().map(Remedy::advice)).allMatch(advice -> advice.matches("\\p{Ll}.*[^.:]"));
        String text = TextFormat.STANDARD.render(Reports.report(check(name, result)), Access.DETAIL);
        List<String> lines = text.lines()
                .dropWhile(line -> !line.startsWith("  do next "))
                .takeWhile(line -> !line.isBlank())
                .toList();
        return lines.stream()
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .replaceFirst("do next +", "");
    }
}
