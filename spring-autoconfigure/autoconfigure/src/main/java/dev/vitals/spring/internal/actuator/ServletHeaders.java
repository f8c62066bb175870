package dev.vitals.spring.internal.actuator;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Headers of an answer, for which Actuator's own response has no place: what a browser may load, how a file is called, when
 * to ask again. Sent with a servlet's response; on WebFlux, where no thread knows its request, they are lost.
 */
final class ServletHeaders {
    private static final boolean SERVLETS =
            ClassUtils.isPresent("jakarta.servlet.http.HttpServletResponse", ServletHeaders.class.getClassLoader());

    private ServletHeaders() {}

    static void send(Map<String, String> headers) {
        if (SERVLETS) {
            Current.send(headers);
        }
    }

    /** Loaded where there are servlets. */
    private static final class Current {
        static void send(Map<String, String> headers) {
            if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current) {
                HttpServletResponse response = current.getResponse();
                if (response != null) {
                    headers.forEach((name, value) -> send(response, name, value));
                }
            }
        }

        /** Type and length are Actuator's own. */
        private static void send(HttpServletResponse response, String name, String value) {
            if (!name.startsWith("Content-T") && !name.equals("Content-Length")) {
                response.setHeader(name, value);
            }
        }
    }
}
