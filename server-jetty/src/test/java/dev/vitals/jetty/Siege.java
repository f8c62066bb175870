package dev.vitals.jetty;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Many sockets that attack at once, all from one thread. A socket that is dropped comes back at once. */
final class Siege implements AutoCloseable {
    private static final int SMALL_WINDOW = 4_096;

    private final Attack attack;
    private final InetSocketAddress target;
    private final @Nullable SocketChannel[] sockets;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "siege");
    private volatile boolean over;

    private Siege(Attack attack, int sockets, InetSocketAddress target) {
        this.attack = attack;
        this.target = target;
        this.sockets = new SocketChannel[sockets];
    }

    /** Returns when every socket has attacked once. */
    static Siege lay(Attack attack, int sockets, InetSocketAddress target) throws InterruptedException {
        Siege siege = new Siege(attack, sockets, target);
        siege.thread.setDaemon(true);
        siege.thread.start();
        siege.begun.await();
        return siege;
    }

    private void run() {
        ByteBuffer scratch = ByteBuffer.allocateDirect(1 << 16);
        while (!over) {
            for (int i = 0; i < sockets.length && !over; i++) {
                sockets[i] = step(sockets[i], scratch);
            }
            begun.countDown();
            pause();
        }
        for (SocketChannel socket : sockets) {
            close(socket);
        }
    }

    private @Nullable SocketChannel step(@Nullable SocketChannel socket, ByteBuffer scratch) {
        try {
            if (socket == null) {
                return begin();
            }
            if (attack.goOn(socket, scratch)) {
                return socket;
            }
        } catch (IOException dropped) {
            // It comes back in the next round.
        }
        close(socket);
        return null;
    }

    private SocketChannel begin() throws IOException {
        SocketChannel socket = SocketChannel.open();
        if (attack == Attack.DEAF_READER) {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
        }
        socket.connect(target);
        socket.configureBlocking(false);
        attack.begin(socket);
        return socket;
    }

    private void pause() {
        try {
            Thread.sleep(attack.pauseMillis());
        } catch (InterruptedException e) {
            over = true;
        }
    }

    private static void close(@Nullable SocketChannel socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone all the same.
            }
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
