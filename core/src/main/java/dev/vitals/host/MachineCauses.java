package dev.vitals.host;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What the probes of processors, pressure, swap and the kernel's limits can find. */
final class MachineCauses {
    static final Cause CPU_THROTTLED = Cause.of(
            "cpu.throttled",
            Kind.SLOW,
            "container is stopped for lack of CPU quota",
            "The container uses up its CPU quota early in many periods of a tenth of a second, and the kernel stops all"
                    + " its threads until the next. Everything in it is late at once, the other checks included.",
            "raise the container's CPU limit, or remove it and keep the request",
            "find the threads that use the most CPU: often the collector of garbage or the compiler at start-up",
            "lower -XX:ActiveProcessorCount, so that fewer threads share a small quota");
    static final Cause CPU_STOLEN = Cause.of(
            "cpu.stolen",
            Kind.SLOW,
            "hypervisor gives CPU time to others",
            "The hypervisor lets other virtual machines run while this one has work. Everything on it is slow, and"
                    + " nothing on it is to blame.",
            "move this machine to other hardware, or to a size with processors of its own",
            "check whether it has used up its CPU credits, where the provider has such");
    static final Cause CPU_HIGH = Cause.of(
            "cpu.high",
            Kind.EXHAUSTED,
            "hardly any CPU time is left",
            "The container's quota or, without one, the machine has been used nearly whole for minutes. More work makes"
                    + " everything slower.",
            "find the threads and processes that use the most CPU",
            "give it more processors, or fewer requests");
    static final Cause CPU_LOAD = Cause.of(
            "cpu.load-high",
            Kind.EXHAUSTED,
            "more work than processors",
            "Over a quarter of an hour far more tasks of the machine ran, wanted to, or waited for a disk, than it has"
                    + " processors. In a container these may be the tasks of others.",
            "find the processes that use the most CPU",
            "find those that wait for a disk, in state D: they count in the load");
    static final Cause MEMORY_PRESSURE = Cause.of(
            "memory.pressure",
            Kind.SLOW,
            "tasks wait for memory",
            "Tasks stand still while the kernel looks for memory, or reads back pages that it gave up a moment ago. What"
                    + " is in use does not fit, even where no limit is reached.",
            "find the processes that use the most memory",
            "give the container or machine more, or the heap less: program code and files need room too");
    static final Cause CPU_PRESSURE = Cause.of(
            "cpu.pressure",
            Kind.SLOW,
            "tasks wait for a processor",
            "Most of the time some task has work and no processor to do it.",
            "find the processes that use the most CPU",
            "give it more processors, or fewer requests");
    static final Cause IO_PRESSURE = Cause.of(
            "io.pressure",
            Kind.SLOW,
            "tasks wait for disks",
            "For much of the time all tasks that have work wait for a disk. It is overloaded, throttled by its provider,"
                    + " or failing.",
            "find the processes that wait for a disk, in state D",
            "check whether the disk has used up its burst credits, and the kernel's log for errors");
    static final Cause MEMORY_SWAPPING = Cause.of(
            "memory.swapping",
            Kind.SLOW,
            "memory is read back from swap",
            "Pages that were moved to disk are needed again, at a rate that slows everything. A collector of garbage"
                    + " walks through all of its heap.",
            "find the processes with the most memory in swap",
            "give the machine more memory, or the heap less");
    static final Cause MEMORY_SWAP_FULL = Cause.of(
            "memory.swap-full",
            Kind.EXHAUSTED,
            "swap is filling up",
            "Swap is nearly full, and pages in it are needed. Once it is full, the kernel kills.",
            "find the processes with the most memory in swap",
            "give the machine more memory, or the heap less");
    static final Cause DESCRIPTORS_EXHAUSTED = Cause.of(
            "descriptors.exhausted",
            Kind.EXHAUSTED,
            "no file descriptor is left, or hardly any",
            "This process has nearly as many files and sockets open as it may. Without a descriptor it can neither"
                    + " connect, accept a connection, open a file nor load some classes.",
            "see what is open most often: many of one kind point to a leak",
            "raise the limit of the running process with prlimit, for now",
            "raise it for good where the process is started");
    static final Cause DESCRIPTORS_HIGH = Cause.of(
            "descriptors.high",
            Kind.EXHAUSTED,
            "file descriptors are running out",
            "This process has most of the files and sockets open that it may.",
            "see what is open most often: many of one kind point to a leak",
            "raise the limit where the process is started");
    static final Cause TASKS_EXHAUSTED = Cause.of(
            "tasks.exhausted",
            Kind.EXHAUSTED,
            "no process or thread can be added, or hardly any",
            "There are nearly as many processes and threads as the container, the user or the machine may have. Pools"
                    + " cannot grow, and new connections of a database get no process.",
            "find the processes with the most threads",
            "raise the limit that is reached");
    static final Cause TASKS_HIGH = Cause.of(
            "tasks.high",
            Kind.EXHAUSTED,
            "processes and threads are running out",
            "There are most of the processes and threads that the container, the user or the machine may have.",
            "find the processes with the most threads",
            "raise the limit that is nearest");
    static final Cause TASKS_REFUSED = Cause.of(
            "tasks.refused",
            Kind.FAILING,
            "kernel refused a process or thread",
            "The container has reached its limit of processes and threads, and the kernel has refused it one. A virtual"
                    + " machine then says 'unable to create native thread'.",
            "find the processes with the most threads",
            "raise the container's limit of processes");
    static final Cause SOCKETS_MEMORY = Cause.of(
            "sockets.memory",
            Kind.EXHAUSTED,
            "memory of TCP sockets is running out",
            "The buffers of all TCP sockets of the machine take nearly what the kernel allows (net.ipv4.tcp_mem). Beyond,"
                    + " it drops packets and connections.",
            "find the sockets with the fullest buffers: one of the two sides does not read");
    static final Cause SOCKETS_PORTS = Cause.of(
            "sockets.ports",
            Kind.EXHAUSTED,
            "ports for outgoing connections are running out",
            "Nearly all ports that the kernel gives to outgoing connections are in use towards one address, many of"
                    + " them by closed connections that it remembers for a minute.",
            "keep connections to that address open and use them again",
            "widen net.ipv4.ip_local_port_range");
    static final Cause SOCKETS_CLOSE_WAIT = Cause.of(
            "sockets.close-wait",
            Kind.EXHAUSTED,
            "connections are not closed on this side",
            "Many connections were closed by the peer and are still open here: each holds a descriptor until this side"
                    + " closes it, which is usually forgotten for good.",
            "see which process holds them, and towards which address",
            "look for answers that are not read to their end, and for clients that are not closed");
    static final Cause CLOCK_JUMPED = Cause.of(
            "clock.jumped",
            Kind.FAILING,
            "clock jumped",
            "The clock of the machine went forward or back. Somebody set it, or the machine was asleep or moved to other"
                    + " hardware. What expires by the clock expires early or late: tokens, leases, caches, certificates.",
            "see whether the clock is kept by a server, and how far off it is",
            "see in the hypervisor's log whether the machine was paused or moved");
    static final Cause HOST_UNREADABLE = Cause.of(
            "host.unreadable",
            Kind.UNKNOWN,
            "kernel's numbers cannot be read",
            "A file of /proc or of the control groups cannot be read, or says something unexpected, so the check knows"
                    + " nothing.",
            "let this process read the file that the check names",
            "leave the check out");
    static final Cause HOST_UNSUPPORTED = Cause.of(
            "host.unsupported",
            Kind.UNKNOWN,
            "cannot be checked on this system",
            "The system does not publish what the check needs: most checks of the host need Linux.",
            "leave the check out on this system");

    static final List<Cause> ALL = List.of(
            CPU_THROTTLED,
            CPU_STOLEN,
            CPU_HIGH,
            CPU_LOAD,
            MEMORY_PRESSURE,
            CPU_PRESSURE,
            IO_PRESSURE,
            MEMORY_SWAPPING,
            MEMORY_SWAP_FULL,
            DESCRIPTORS_EXHAUSTED,
            DESCRIPTORS_HIGH,
            TASKS_EXHAUSTED,
            TASKS_HIGH,
            TASKS_REFUSED,
            SOCKETS_MEMORY,
            SOCKETS_PORTS,
            SOCKETS_CLOSE_WAIT,
            CLOCK_JUMPED,
            HOST_UNREADABLE,
            HOST_UNSUPPORTED);

    private MachineCauses() {}
}
