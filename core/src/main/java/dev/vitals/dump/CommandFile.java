package dev.vitals.dump;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.InstanceNotFoundException;
import javax.management.ObjectName;
import javax.management.ReflectionException;

/**
 * The answer of one of the virtual machine's diagnostic commands. Which there are differs by version and vendor.
 *
 * @param file the path in the zip
 * @param operation the command as its bean names it
 * @param argument its argument
 */
record CommandFile(String file, String operation, Optional<String> argument) implements Collector {
    /** The options of the virtual machine, which are no arguments and hold no secrets. */
    static final CommandFile FLAGS = new CommandFile("jvm/flags.txt", "vmFlags", Optional.of("-all=false"));

    @Override
    public void collect(SectionOut out, Facts facts) throws Exception {
        out.text(ask(operation, argument));
    }

    static String ask(String operation, Optional<String> argument) throws Exception {
        Object arguments = argument.map(one -> new String[] {one}).orElseGet(() -> new String[0]);
        try {
            return String.valueOf(ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            operation,
                            new Object[] {arguments},
                            new String[] {String[].class.getName()}));
        } catch (InstanceNotFoundException | ReflectionException missing) {
            throw new SkipException("this virtual machine has no command " + operation);
        }
    }
}
