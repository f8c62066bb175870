/**
 * Serves the health endpoint from the servlet container that an application runs in.
 *
 * @since 0.1.0
 */
@org.jspecify.annotations.NullMarked
module dev.vitals.servlet {
    requires static org.jspecify;
    requires transitive dev.vitals.core;
    requires transitive jakarta.servlet;

    exports dev.vitals.servlet;
}
