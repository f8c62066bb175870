package dev.vitals.endpoint;

/** A request that gets a problem for an answer. Thrown inside the handler only. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;

    Refusal(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
    }

    static Refusal notFound() {
        return new Refusal(404, "there is no such group or check");
    }

    int status() {
        return status;
    }

    String detail() {
        return detail;
    }

    HealthResponse response() {
        return Problem.of(status, detail);
    }
}
