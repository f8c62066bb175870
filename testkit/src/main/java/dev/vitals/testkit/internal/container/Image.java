package dev.vitals.testkit.internal.container;

import dev.vitals.testkit.internal.socket.Greeting;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/** A Docker image of a server: what runs it, and which commands inside it create the users. */
public interface Image {

    /** The server's name as its makers write it. */
    String product();

    /** The image with its tag. */
    String name();

    int port();

    Greeting greeting();

    /** The Maven artifact that {@link #container} is made by. */
    String artifact();

    /** A container that is configured, but not started. */
    GenericContainer<?> container();

    /** Commands to run inside, one by one, once the server answers. */
    default List<List<String>> setUp() {
        return List.of();
    }

    /** What stands behind the colon of the image's name. */
    default String version() {
        int colon = name().lastIndexOf(':');
        return colon < 0 || name().indexOf('/', colon) >= 0 ? "latest" : name().substring(colon + 1);
    }
}
