package dev.vitals.servlet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the address of a caller as a container writes it, and never asks a resolver. */
final class RemoteAddress {
    private static final Pattern FOUR = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*(%[\\w.-]+)?");

    private RemoteAddress() {}

    static Optional<InetAddress> of(@Nullable String written) {
        String address = written == null ? "" : written.replace("[", "").replace("]", "");
        if (!FOUR.matcher(address).matches() && !SIX.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
