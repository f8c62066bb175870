package dev.vitals.dump;

import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

/**
 * The answer of one of the virtual machine's diagnostic commands. Which there are differs by version and vendor.
 *
 * @param file the path in the zip
 * @param operation the command as its bean names it
 * @param arguments its arguments; null for a command that takes none
 */
record CommandFile(String file, String operation, String... arguments) implements Collector {
    /** Commands that stop no thread for long. */
    static final CommandFile FLAGS = new CommandFile("jvm/flags.txt", "vmFlags", "-all=false");

    @Override
    public void collect(SectionOut out, Facts facts) throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("com.sun.management:type=DiagnosticCommand");
        try {
            Object answer =
                    beans.invoke(name, operation, new Object[] {arguments}, new String[] {String[].class.getName()});
            out.text(String.valueOf(answer));
        } catch (InstanceNotFoundException | ReflectionException missing) {
            throw new SkipException("this virtual machine has no command " + operation);
        }
    }
}
