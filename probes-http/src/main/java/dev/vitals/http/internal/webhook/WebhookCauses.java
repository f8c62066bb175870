package dev.vitals.http.internal.webhook;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What can be wrong with a webhook. */
public final class WebhookCauses {
    /** A notice could not be delivered. */
    public static final Cause FAILING = Cause.of(
            "webhook.failing",
            Kind.FAILING,
            "notices are not delivered",
            "The receiver of the webhook cannot be reached or does not take what is posted, so nobody is notified. Delivery"
                    + " is tried again with growing pauses of up to a minute.",
            "check the address of the webhook and its credentials",
            "watch the health of this application by other means until then");

    private WebhookCauses() {}

    /**
     * Returns every cause of this room.
     *
     * @return the causes
     */
    public static List<Cause> all() {
        return List.of(FAILING);
    }
}
