package dev.vitals.endpoint;

public final class HealthServer {
    private HealthServer() {}

    public static HealthServer builder(dev.vitals.report.ReportSource s) {
        return new HealthServer();
    }

    public HealthServer port(int p) {
        return this;
    }

    public HealthServer start() {
        return this;
    }
}
