package dev.vitals.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The form in the body of an operation. Only an operator's is read, and only when it says that it is short. */
final class FormFields {
    private static final int LONGEST = 8_192;
    private static final String TYPE = "application/x-www-form-urlencoded";

    private FormFields() {}

    static CompletionStage<Map<String, List<String>>> of(HttpCall call) {
        String type = call.caller().header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!call.method().equals("POST") || !type.startsWith(TYPE)) {
            return CompletableFuture.completedFuture(Map.of());
        }
        long length = length(call.caller().header("Content-Length").orElse(""));
        if (length > LONGEST) {
            throw new Refusal(413, "a form must not be longer than " + LONGEST + " bytes");
        }
        return length == 0 ? CompletableFuture.completedFuture(Map.of()) : read(call.form());
    }

    /** A container may throw for what is written in it. */
    private static CompletionStage<Map<String, List<String>>> read(HttpCall.Form form) {
        try {
            return form.read().exceptionally(FormFields::unread);
        } catch (RuntimeException malformed) {
            return CompletableFuture.completedFuture(unread(malformed));
        }
    }

    private static long length(String written) {
        boolean number = !written.isEmpty() && written.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw new Refusal(411, "a form must say how long it is, in 'Content-Length'");
        }
        return written.length() > 9 ? Long.MAX_VALUE : Long.parseLong(written);
    }

    private static Map<String, List<String>> unread(Throwable why) {
        Throwable cause = why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
        throw cause instanceof Refusal refusal ? refusal : new Refusal(400, "the form could not be read");
    }
}
