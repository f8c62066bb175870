package dev.vitals.spring.tests;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Starts applications on a part of this class path, with classes of their own. */
final class Isolated {
    private Isolated() {}

    /** An application that runs on classes of its own. */
    record Started(URLClassLoader loader, AutoCloseable context, int port) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            context.close();
            loader.close();
        }
    }

    /** Starts a web application on the jars whose names are wanted. */
    static Started start(Predicate<String> jars, List<String> properties) throws Exception {
        URLClassLoader loader = loader(classPath(jars));
        Object[] started = call(loader, IsolatedApplication.class.getName(), properties);
        return new Started(loader, (AutoCloseable) started[0], (Integer) started[1]);
    }

    /** Calls a function by its name on the given class path. */
    static Map<String, String> call(Stream<File> classPath, Class<?> function) throws Exception {
        try (URLClassLoader loader = loader(classPath)) {
            return call(loader, function.getName(), List.of());
        }
    }

    @SuppressWarnings("unchecked") // Both functions take a list, and their callers know what they return.
    private static <T> T call(URLClassLoader loader, String function, List<String> properties) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Object made = loader.loadClass(function).getConstructor().newInstance();
            return ((Function<List<String>, T>) made).apply(new ArrayList<>(properties));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Returns the entries of this class path whose names are wanted. */
    static Stream<File> classPath(Predicate<String> names) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(entry -> names.test(entry.getName()));
    }

    private static URLClassLoader loader(Stream<File> classPath) {
        return new URLClassLoader(
                classPath.map(Isolated::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(File file) {
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
