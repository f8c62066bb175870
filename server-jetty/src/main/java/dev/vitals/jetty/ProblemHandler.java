package dev.vitals.jetty;

import dev.vitals.endpoint.HealthResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, in the form of every other refusal. It says nothing of Jetty. */
final class ProblemHandler implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HealthResponse problem = HealthResponse.problem(response.getStatus(), "the request cannot be read");
        problem.headers().forEach(response.getHeaders()::put);
        response.write(true, problem.body().buffer(), callback);
        return true;
    }
}
