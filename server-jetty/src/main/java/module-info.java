/**
 * Serves the health endpoint with Jetty's core server.
 *
 * @since 0.1.0
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-transitive-automatic")
module dev.vitals.jetty {
    requires static org.jspecify;
    requires transitive dev.vitals.core;
    requires org.eclipse.jetty.server;

    exports dev.vitals.jetty;

    provides dev.vitals.endpoint.HttpServerProvider with
            dev.vitals.jetty.JettyProvider;
}
