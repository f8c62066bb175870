package dev.vitals.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** Needs long for a class, which it looks for one thread at a time, like the loader of a nested jar on a slow disk. */
final class SlowClassLoader extends ClassLoader {
    private final CountDownLatch begun;
    private final CountDownLatch end;

    SlowClassLoader(CountDownLatch begun, CountDownLatch end) {
        super(null);
        this.begun = begun;
        this.end = end;
    }

    /** Asks for a class. */
    void load() throws InterruptedException {
        try {
            loadClass("com.example.Orders");
        } catch (ClassNotFoundException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ClassNotFoundException(name);
    }

    /** Loads as many classes, each by a loader of its own. */
    static void loadClasses(int number) throws IOException {
        byte[] one = bytes();
        for (int i = 0; i < number; i++) {
            new Defining().define(one);
        }
    }

    private static byte[] bytes() throws IOException {
        String file = Crowd.class.getName().replace('.', '/') + ".class";
        try (InputStream in =
                Objects.requireNonNull(Crowd.class.getClassLoader().getResourceAsStream(file))) {
            return in.readAllBytes();
        }
    }

    private static final class Defining extends ClassLoader {
        void define(byte... one) {
            defineClass(null, one, 0, one.length);
        }
    }
}
