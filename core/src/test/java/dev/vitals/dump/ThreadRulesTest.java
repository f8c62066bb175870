package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.vitals.dump.Judgement.Level;
import dev.vitals.redaction.StandardRedactor;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Selector;
import java.nio.file.FileSystems;
import java.nio.file.WatchService;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules see real threads for what they are. */
class ThreadRulesTest {
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private interface Work {
        void run() throws Exception;
    }

    private Thread start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception over) {
                        // As meant, at the end of the test.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        return thread;
    }

    @AfterEach
    void stop() throws InterruptedException {
        end.countDown();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** As a dump does it, twice. */
    private static Facts lookTwice() throws Exception {
        Facts facts = look();
        SectionOut out = new SectionOut(new BundleRedaction(new StandardRedactor(), true), 10 << 20);
        ThreadsCollector.second().collect(out, facts);
        new ThreadFiles.HottestFile().collect(out, facts);
        return facts;
    }

    private static Facts look() throws Exception {
        Facts facts = new Facts();
        SectionOut out = new SectionOut(new BundleRedaction(new StandardRedactor(), true), 10 << 20);
        new ThreadFiles.DeadlocksFile().collect(out, facts);
        ThreadsCollector.first().collect(out, facts);
        new ThreadFiles.LocksFile().collect(out, facts);
        return facts;
    }

    private static void awaitState(Thread thread, Thread.State state) {
        await().until(() -> thread.getState() == state);
    }

    private void standHere() throws InterruptedException {
        end.await();
    }

    @Test
    void threads_are_seen_a_few_at_a_time_and_more_only_while_a_look_is_late() {
        assertThat(ThreadSnapshot.batch(4, 0, Duration.ofMillis(40))).isEqualTo(4);
        assertThat(ThreadSnapshot.batch(4, 0.5, Duration.ofMillis(190))).isEqualTo(4);
        assertThat(ThreadSnapshot.batch(4, 0.5, Duration.ofMillis(210))).isEqualTo(8);
        assertThat(ThreadSnapshot.batch(32, 0.5, Duration.ofSeconds(9))).isEqualTo(32);
        assertThat(ThreadSnapshot.batch(32, 0.9, Duration.ofMillis(210))).isEqualTo(4);
    }

    @Test
    void a_deadlock_is_named_with_a_thread_in_it() throws Exception {
        ReentrantLock one = new ReentrantLock();
        ReentrantLock other = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        Thread first = start("deadlock-first", () -> lockBoth(one, other, both));
        Thread second = start("deadlock-second", () -> lockBoth(other, one, both));
        awaitState(first, Thread.State.WAITING);
        awaitState(second, Thread.State.WAITING);

        await().untilAsserted(() -> {
            Judgement judgement = ThreadRules.deadlock(look());
            assertThat(judgement.level()).isEqualTo(Level.FAIL);
            assertThat(judgement.finding()).contains("deadlock-");
        });
    }

    private static void lockBoth(ReentrantLock one, ReentrantLock other, CountDownLatch both) throws Exception {
        one.lockInterruptibly();
        try {
            both.countDown();
            both.await();
            other.lockInterruptibly();
        } finally {
            one.unlock();
        }
    }

    @Test
    void a_lock_that_many_wait_for_names_its_holder_and_where_it_is() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Thread holder = start("holder", () -> {
            lock.lock();
            try {
                standHere();
            } finally {
                lock.unlock();
            }
        });
        awaitState(holder, Thread.State.WAITING);
        assertThat(ThreadRules.convoy(look()).level()).isEqualTo(Level.PASS);

        for (int i = 0; i < 10; i++) {
            awaitState(start("waiter-" + i, lock::lockInterruptibly), Thread.State.WAITING);
        }

        Judgement judgement = ThreadRules.convoy(look());
        assertThat(judgement.level()).isEqualTo(Level.FAIL);
        assertThat(judgement.finding()).startsWith("10 behind \"holder\"");
    }

    @Test
    void a_pool_whose_threads_all_stand_in_one_place_is_saturated_and_an_idle_one_is_not() throws Exception {
        ExecutorService idle = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 8; i++) {
                idle.submit(() -> {}).get(10, TimeUnit.SECONDS);
            }
            assertThat(ThreadRules.saturated(look()).finding()).doesNotContain("pool-");

            for (int i = 0; i < 6; i++) {
                awaitState(start("pacing-" + i, () -> Thread.sleep(600_000)), Thread.State.TIMED_WAITING);
            }
            assertThat(ThreadRules.saturated(look()).level()).isEqualTo(Level.PASS);

            for (int i = 0; i < 6; i++) {
                awaitState(start("booking-" + i, this::standHere), Thread.State.WAITING);
            }
            Judgement judgement = ThreadRules.saturated(look());
            assertThat(judgement.level()).isEqualTo(Level.WARN);
            assertThat(judgement.finding()).contains("all 6 threads of booking-#", "ThreadRulesTest.standHere");
        } finally {
            idle.shutdownNow();
        }
    }

    /** A process that does not read: after 64 KiB whoever writes to it stands still. */
    @Test
    void an_output_that_nobody_reads_any_more_is_found_by_those_behind_it() throws Exception {
        Process deaf = new ProcessBuilder("sleep", "600").start();
        try {
            OutputStream out = deaf.getOutputStream(); // not closed, which would wait like the writer
            Object log = new Object();
            start("writer", () -> {
                synchronized (log) {
                    out.write(new byte[1 << 20]);
                }
            });
            await().until(() -> Arrays.toString(threads.get(0).getStackTrace()).contains("writeBytes"));
            Thread behind = start("behind", () -> {
                synchronized (log) {
                    standHere();
                }
            });
            awaitState(behind, Thread.State.BLOCKED);

            Judgement judgement = ThreadRules.logBlocked(look());
            assertThat(judgement.level()).isEqualTo(Level.FAIL);
            assertThat(judgement.finding()).contains("\"writer\"", "1 threads behind it");
        } finally {
            deaf.destroyForcibly();
        }
    }

    private static List<String> namesOfStuck(Facts facts) {
        return ThreadRules.stuckThreads(
                        facts.find(HotThreads.class).orElseThrow(),
                        ThreadRules.first(facts).orElseThrow())
                .stream()
                .map(SeenThread::name)
                .toList();
    }

    private static void awaitIn(Thread thread, String method) {
        await().until(() -> Arrays.toString(thread.getStackTrace()).contains(method));
    }

    @Test
    void whoever_reads_an_answer_that_does_not_come_is_stuck() throws Exception {
        try (ServerSocket silent = new ServerSocket(0);
                Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
            Thread caller = start("caller", () -> List.of(socket).forEach(this::ask));
            awaitIn(caller, "read");

            Judgement judgement = ThreadRules.stuck(lookTwice());

            assertThat(judgement.level()).isEqualTo(Level.WARN);
            assertThat(judgement.finding()).contains("\"caller\" in ", "ThreadRulesTest.ask");
        }
    }

    private int ask(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException over) {
            return -1;
        }
    }

    /** Six idle connections of RMI, which JMX uses, and the JDK's servers, clients, pools, timers and watchers. */
    @Test
    void whoever_waits_for_something_to_do_is_neither_stuck_nor_a_pool_that_is_saturated() throws Exception {
        ServerSocket remote = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Registry registry = LocateRegistry.createRegistry(0, null, port -> remote);
        // Read once in a process, and the tests of our own server may share this one.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
        List<Timer> timers = new ArrayList<>();
        List<Socket> clients = new ArrayList<>();
        ForkJoinPool pool = new ForkJoinPool(6);
        Process process = new ProcessBuilder("sleep", "600").start();
        try (WatchService watcher = FileSystems.getDefault().newWatchService();
                ServerSocket server = new ServerSocket(0);
                Selector selector = Selector.open()) {
            for (int i = 0; i < 6; i++) {
                clients.add(new Socket(remote.getInetAddress(), remote.getLocalPort()));
                timers.add(new Timer("timer-" + i, true));
                pool.execute(this::standBriefly);
            }
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                            + http.getAddress().getPort() + "/nothing"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            awaitIn(start("acceptor", server::accept), "accept");
            awaitIn(start("selector", selector::select), "select");
            awaitIn(start("watcher", watcher::take), "take");
            await().untilAsserted(() -> {
                Facts facts = lookTwice();
                assertThat(ThreadRules.first(facts).orElseThrow().threads())
                        .extracting(SeenThread::name)
                        .contains("HTTP-Dispatcher", "Finalizer")
                        .anyMatch(name -> name.startsWith("process reaper"))
                        .anyMatch(name -> name.startsWith("HttpClient-"))
                        .filteredOn(name -> name.startsWith("RMI TCP Connection("))
                        .hasSizeGreaterThanOrEqualTo(6);
                assertThat(namesOfStuck(facts)).isEmpty();
                assertThat(ThreadRules.saturated(facts).level()).isEqualTo(Level.PASS);
            });
        } finally {
            timers.forEach(Timer::cancel);
            for (Socket client : clients) {
                client.close();
            }
            UnicastRemoteObject.unexportObject(registry, true);
            remote.close();
            http.stop(0);
            pool.shutdownNow();
            process.destroyForcibly();
        }
    }

    private void standBriefly() {
        assertThat(end.getCount()).isEqualTo(1);
    }

    /** Loops of libraries that are not at hand here, by the frames of their sources. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.rabbitmq.client.impl.Frame.readFrom com.rabbitmq.client.impl.AMQConnection$MainLoop.run",
                "okio.Buffer.read okhttp3.internal.http2.Http2Reader.nextFrame",
                "redis.clients.jedis.Protocol.read redis.clients.jedis.JedisPubSubBase.process com.shop.News.run",
                "redis.clients.jedis.Connection.getOne redis.clients.jedis.UnifiedJedis.blpop com.shop.Queue.run",
                "org.postgresql.core.PGStream.receiveChar org.postgresql.jdbc.PgConnection.getNotifications com.shop.A.run",
                "io.netty.channel.epoll.Native.epollWait0 io.netty.channel.epoll.EpollEventLoop.run",
                "sun.rmi.transport.tcp.TCPTransport.handleMessages sun.rmi.transport.tcp.TCPTransport$ConnectionHandler.run"
            })
    void loops_of_libraries_that_read_the_next_message_are_idle(String frames) {
        assertThat(Idleness.isIdle(seen("sun.nio.ch.NioSocketImpl.implRead " + frames)))
                .isTrue();
        assertThat(Idleness.isIdle(seen("sun.nio.ch.NioSocketImpl.implRead com.shop.Handler.onMessage " + frames)))
                .as("a message is handled")
                .isFalse();
    }

    @Test
    void a_housekeeper_that_connects_is_not_idle() {
        assertThat(Idleness.isIdle(seen("sun.nio.ch.Net.pollConnect sun.nio.ch.NioSocketImpl.connect"
                        + " com.zaxxer.hikari.pool.HikariPool$PoolEntryCreator.call")))
                .isFalse();
    }

    private static SeenThread seen(String frames) {
        ThreadInfo info = ManagementFactory.getThreadMXBean()
                .getThreadInfo(Thread.currentThread().getId());
        List<StackTraceElement> stack = Arrays.stream(frames.split(" ", -1))
                .map(frame -> new StackTraceElement(
                        frame.substring(0, frame.lastIndexOf('.')),
                        frame.substring(frame.lastIndexOf('.') + 1),
                        null,
                        1))
                .toList();
        return new SeenThread(info, "pool", stack, OptionalLong.empty(), OptionalLong.empty());
    }
}
