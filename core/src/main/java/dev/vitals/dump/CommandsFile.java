package dev.vitals.dump;

import java.util.List;
import java.util.Optional;

/**
 * The answers of several of the virtual machine's diagnostic commands, one below the other. One that is missing or fails
 * says so, and the others go on.
 *
 * @param file the path in the zip
 * @param commands what is asked, in order
 */
record CommandsFile(String file, List<Question> commands) implements Collector {
    /** What is answered without stopping any thread. Events come last, since there may be many. */
    static final CommandsFile AT_WORK = new CommandsFile(
            "jvm/vm.txt",
            List.of(
                    new Question("heap", "gcHeapInfo", Optional.empty()),
                    new Question("compiled code", "compilerCodecache", Optional.empty()),
                    new Question("native memory", "vmNativeMemory", Optional.of("summary")),
                    new Question("scheduler of virtual threads", "threadVthreadScheduler", Optional.empty()),
                    new Question("pollers of virtual threads", "threadVthreadPollers", Optional.empty()),
                    new Question("events", "vmEvents", Optional.empty())));

    /** What is counted while all threads stand. */
    static final CommandsFile CLASS_LOADERS = new CommandsFile(
            "jvm/class-loaders.txt",
            List.of(
                    new Question("metaspace", "vmMetaspace", Optional.empty()),
                    new Question("class loaders", "vmClassloaderStats", Optional.empty())));

    CommandsFile {
        commands = List.copyOf(commands);
    }

    /** A command as its bean names it, with its argument, below a title. */
    record Question(String title, String operation, Optional<String> argument) {}

    @Override
    public void collect(SectionOut out, Facts facts) throws Exception {
        for (Question question : commands) {
            out.line("");
            out.line("== " + question.title());
            try {
                out.text(CommandFile.ask(question.operation(), question.argument()));
            } catch (SkipException missing) {
                out.line(String.valueOf(missing.getMessage()));
            }
        }
    }
}
