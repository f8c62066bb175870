package dev.vitals.jvm.facts;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the virtual machine says about its compiler in words, as {@code jcmd … Compiler.codecache} prints it. */
public final class CompilerState {
    private CompilerState() {}

    /** Returns whether the compiler was switched off, for lack of space; false also where the virtual machine cannot say. */
    public static boolean isOff() {
        try {
            ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
            Object text = ManagementFactory.getPlatformMBeanServer()
                    .invoke(commands, "compilerCodecache", new Object[0], new String[0]);
            return String.valueOf(text).toLowerCase(Locale.ROOT).contains("compilation: disabled");
        } catch (JMException | RuntimeException notThere) {
            return false;
        }
    }
}
