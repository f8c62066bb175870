package dev.vitals.spring.internal.actuator;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** The forms that a caller of Actuator may ask for by {@code Accept}. */
@SuppressWarnings("ImmutableEnumChecker") // a MimeType does not change
public enum Form implements Producible<Form> {
    JSON(MimeTypeUtils.APPLICATION_JSON),
    TEXT(MimeTypeUtils.TEXT_PLAIN),
    HTML(MimeTypeUtils.TEXT_HTML),
    HEALTH(new MimeType("application", "health+json")),
    OPENMETRICS(new MimeType("application", "openmetrics-text")),
    MARKDOWN(new MimeType("text", "markdown")),
    ZIP(new MimeType("application", "zip"));

    private final MimeType type;

    Form(MimeType type) {
        this.type = type;
    }

    @Override
    public MimeType getProducedMimeType() {
        return type;
    }

    @Override
    public boolean isDefault() {
        return this == JSON;
    }
}
