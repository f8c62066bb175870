package dev.vitals.examples.faults;

import dev.vitals.examples.faults.Payments.Mood;
import java.util.List;

/** Ways in which the payments service lets the shop down. */
record PaymentsFault(String name, String description, Action in, Action out) implements Fault {
    interface Action {
        void run() throws Exception;
    }

    static List<Fault> of(Payments payments) {
        return List.of(
                new PaymentsFault(
                        "payments-slow",
                        "the payments service answers slowly",
                        () -> payments.mood(Mood.SLOW),
                        () -> payments.mood(Mood.WELL)),
                new PaymentsFault(
                        "payments-limited",
                        "the payments service turns the shop away: too many requests",
                        () -> payments.mood(Mood.RATE_LIMITED),
                        () -> payments.mood(Mood.WELL)),
                new PaymentsFault(
                        "payments-certificate",
                        "the certificate of the payments service has expired",
                        () -> payments.certificate(true),
                        () -> payments.certificate(false)));
    }

    @Override
    public void inject() throws Exception {
        in.run();
    }

    @Override
    public void heal() throws Exception {
        out.run();
    }
}
