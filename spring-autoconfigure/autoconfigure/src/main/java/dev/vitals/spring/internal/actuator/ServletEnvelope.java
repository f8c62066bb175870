package dev.vitals.spring.internal.actuator;

import dev.vitals.endpoint.HealthResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Sets the headers on the servlet's response of the current request. */
public final class ServletEnvelope implements Envelope {
    private static final boolean SERVLETS =
            ClassUtils.isPresent("jakarta.servlet.http.HttpServletResponse", ServletEnvelope.class.getClassLoader());

    @Override
    public Object around(HealthResponse answer) {
        if (SERVLETS) {
            Current.send(answer);
        }
        return Bytes.of(answer);
    }

    /** Loaded where there are servlets. */
    private static final class Current {
        static void send(HealthResponse answer) {
            if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current) {
                HttpServletResponse response = current.getResponse();
                if (response != null) {
                    answer.headers().forEach((name, value) -> send(response, name, value));
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
