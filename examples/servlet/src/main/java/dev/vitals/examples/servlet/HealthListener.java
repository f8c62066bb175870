package dev.vitals.examples.servlet;

import dev.vitals.Vitals;
import dev.vitals.host.DiskProbe;
import dev.vitals.jvm.HeapProbe;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.servlet.HealthServlet;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.nio.file.Path;
import java.time.Duration;

/** All there is to embedding: Vitals lives as long as the application does, in any servlet container. */
final class HealthListener implements ServletContextListener {
    private final Vitals vitals;

    HealthListener(Stock stock) {
        vitals = Vitals.builder("shop")
                .check("disk", DiskProbe.at(Path.of(".")))
                .check("heap", HeapProbe.create())
                .check(
                        "stock",
                        context -> stock.isOpen()
                                ? Result.up(stock.articles() + " articles")
                                : Result.down("stock.closed", "the stock list cannot be read"),
                        c -> c.every(Duration.ofSeconds(1))
                                .timeout(Duration.ofMillis(900))
                                .scope(Scope.LOCAL)
                                .impact(Impact.CRITICAL))
                .build();
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletRegistration.Dynamic health = event.getServletContext().addServlet("health", HealthServlet.of(vitals));
        health.addMapping("/health/*", "/livez", "/readyz");
        health.setAsyncSupported(true);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        vitals.close();
    }
}
