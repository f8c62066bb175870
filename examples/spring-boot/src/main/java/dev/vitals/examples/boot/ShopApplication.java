package dev.vitals.examples.boot;

import dev.vitals.examples.faults.HungCheck;
import dev.vitals.examples.faults.Payments;
import dev.vitals.http.CertificateProbe;
import dev.vitals.http.HttpCall;
import dev.vitals.http.HttpProbe;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Threshold;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * The shop. Its database, its pool and its Redis are watched without a line here; a bean of type {@link Probe} is one more
 * check, under its name.
 */
@SpringBootApplication
class ShopApplication {
    @Bean
    Payments paymentsService(DataSource database) {
        return Payments.open(database);
    }

    @Bean
    Probe payments(Payments service) {
        return HttpProbe.of(HttpCall.get(service.url()).expectJson("/status", "UP"))
                .ssl(service.trust())
                .limits(l -> l.answer(Threshold.above(Duration.ofMillis(500), Duration.ofMillis(1_900))
                        .warnOnly()));
    }

    @Bean("payments-certificate")
    Probe certificate(Payments service) {
        return CertificateProbe.of("localhost", service.port()).ssl(service.trust());
    }

    @Bean
    HungCheck licence() {
        return new HungCheck();
    }
}
