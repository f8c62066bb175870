package dev.vitals.host;

import dev.vitals.host.facts.Tasks;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;

/** What to do next when there may be hardly any more processes or threads. */
final class TaskRemedies {
    private TaskRemedies() {}

    static Result advise(Result result, Tasks.Bound fullest) {
        Result advised = result.remedy(Remedy.words("find the processes with the most threads")
                        .run(Command.shell("ps -eo pid,nlwp,comm --sort=-nlwp | head")))
                .remedy(Remedy.words(
                                "see what the threads of this process are for: pools without a bound name theirs alike")
                        .run(Command.shell(
                                "jcmd {} Thread.print | grep '^\"' | sed 's/[0-9][0-9]*/N/g' | cut -d '\"' -f 2 | sort |"
                                        + " uniq -c | sort -rn | head",
                                ProcessHandle.current().pid())));
        return advised.remedy(
                switch (fullest.kind()) {
                    case CONTAINER ->
                        Remedy.words(
                                "raise the limit of the container: --pids-limit, podPidsLimit of the kubelet, or TasksMax of"
                                        + " the service");
                    case USER -> Remedy.words("raise the limit of the user: ulimit -u, or LimitNPROC of the service");
                    case MACHINE ->
                        Remedy.words("raise the kernel's limit")
                                .run(Command.shell("sysctl -w {}={}", fullest.where(), fullest.limit() * 2));
                });
    }
}
