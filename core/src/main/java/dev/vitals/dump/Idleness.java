package dev.vitals.dump;

import dev.vitals.spi.ApplicationCode;
import java.util.List;
import java.util.Set;

/**
 * Tells threads that wait for something to do from those that wait for an answer. Most threads of a process that is well
 * wait for something to do, many of them in the kernel: they accept connections, await events, or read a connection on
 * which nothing was asked yet.
 */
final class Idleness {
    private static final int NEAR = 8;

    /** Methods in which a thread waits for work, or for the keyboard. */
    private static final Set<String> WAITS = Set.of(
            "getTask",
            "take",
            "poll",
            "accept",
            "accept0",
            "epollWait",
            "epollWait0",
            "keventWait",
            "ioUringEnter",
            "wait0",
            "awaitWork",
            "select",
            "lockAndDoSelect",
            "kevent",
            "poll0",
            "getNextEntry",
            "doSelect",
            "waitForReferencePendingList",
            "mainLoop",
            "waitForProcessExit0",
            "remove",
            "readBytes",
            "readBytes0");

    /** Methods of libraries in which a thread waits for the next message or task. */
    private static final List<String> LOOPS = List.of(
            "com.ibm.mq.jmqi.remote.impl.RemoteRcvThread.run",
            "com.mchange.v2.async.ThreadPoolAsynchronousRunner$PoolThread.run",
            "com.mongodb.internal.connection.DefaultServerMonitor",
            "com.rabbitmq.client.impl.AMQConnection$MainLoop.run",
            "com.unboundid.ldap.sdk.LDAPConnectionReader.run",
            "io.nats.client.impl.NatsConnectionReader.run",
            "okhttp3.internal.concurrent.TaskRunner.awaitTaskToRun",
            "okhttp3.internal.http2.Http2Reader.nextFrame",
            "okhttp3.internal.ws.RealWebSocket.loopReader",
            "org.apache.activemq.transport.tcp.TcpTransport.run",
            "org.eclipse.paho.client.mqttv3.internal.CommsReceiver.run",
            "org.jboss.threads.EnhancedQueueExecutor$ThreadBody.run",
            "org.postgresql.jdbc.PgConnection.getNotifications",
            "org.quartz.simpl.SimpleThreadPool$WorkerThread.run",
            "redis.clients.jedis.JedisPubSub.process",
            "redis.clients.jedis.JedisPubSubBase.process");

    /** Of each of these libraries, what stands inside such a loop is its own. */
    private static final List<String> LIBRARIES = List.of(
            "com.ibm.mq.",
            "com.mchange.",
            "com.mongodb.",
            "com.rabbitmq.",
            "com.unboundid.",
            "io.nats.",
            "okhttp3.",
            "okio.",
            "org.apache.activemq.",
            "org.eclipse.paho.",
            "org.jboss.threads.",
            "org.quartz.",
            "org.xnio.");

    /** Redis commands that wait until there is something to fetch. */
    private static final Set<String> FETCHES =
            Set.of("blpop", "brpop", "brpoplpush", "blmove", "blmpop", "bzpopmin", "bzpopmax", "xread", "xreadGroup");

    /** Nobody connects, writes, or asks for a name or the disk without a need. */
    private static final Set<String> CALLS = Set.of(
            "connect",
            "connect0",
            "socketConnect",
            "pollConnect",
            "finishConnect",
            "write",
            "write0",
            "writev0",
            "writeBytes",
            "socketWrite0",
            "lookupAllHostAddr",
            "lookupByName",
            "getHostByAddr",
            "force0",
            "open0");

    private Idleness() {}

    /**
     * Returns whether a thread waits for something to do. Looks from the innermost frame outwards: what stands outside of
     * the application's own code does not tell what that waits for, such as the {@code accept} of a stream.
     */
    static boolean isIdle(SeenThread thread) {
        List<StackTraceElement> stack = thread.stack();
        for (int depth = 0; depth < stack.size(); depth++) {
            StackTraceElement frame = stack.get(depth);
            if (isLoop(frame) || (depth < NEAR && isWait(frame))) {
                return true;
            }
            if (isApplication(frame.getClassName())) {
                return false;
            }
        }
        return thread.owner().isEmpty() && stack.stream().limit(NEAR).noneMatch(Idleness::isCall);
    }

    /**
     * Whoever reads a socket with a timeout polls it, which is no wait for work. Whoever sleeps waits for nobody: it paces
     * itself.
     */
    private static boolean isWait(StackTraceElement frame) {
        if (frame.getClassName().equals("java.lang.Thread")) {
            return frame.getMethodName().startsWith("sleep");
        }
        return WAITS.contains(frame.getMethodName())
                && (!frame.getClassName().equals("sun.nio.ch.Net")
                        || frame.getMethodName().startsWith("accept"));
    }

    private static boolean isLoop(StackTraceElement frame) {
        String place = frame.getClassName() + "." + frame.getMethodName();
        return LOOPS.stream().anyMatch(place::startsWith)
                || (place.startsWith("redis.clients.jedis.") && FETCHES.contains(frame.getMethodName()));
    }

    private static boolean isCall(StackTraceElement frame) {
        return CALLS.contains(frame.getMethodName());
    }

    private static boolean isApplication(String className) {
        return ApplicationCode.contains(className) && LIBRARIES.stream().noneMatch(className::startsWith);
    }
}
