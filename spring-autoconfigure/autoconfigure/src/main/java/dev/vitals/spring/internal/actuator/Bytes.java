package dev.vitals.spring.internal.actuator;

import dev.vitals.endpoint.HealthResponse;
import java.nio.ByteBuffer;

/** An answer's body as Actuator takes it. */
final class Bytes {
    private Bytes() {}

    static byte[] of(HealthResponse answer) {
        ByteBuffer body = answer.body().buffer();
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return bytes;
    }
}
