package com.example.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.spi.ProbeProvider;
import dev.vitals.spi.ProbeSettings;
import java.net.InetSocketAddress;
import java.net.Socket;

public final class SmtpProbeProvider implements ProbeProvider {
    @Override
    public String type() {
        return "smtp";
    }

    @Override
    public Probe create(ProbeSettings settings) {
        var host = settings.required("host");
        var port = settings.integer("port", 25);
        return context -> {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), context.remainingMillis());
                socket.setSoTimeout(context.remainingMillis());
                var code = new String(socket.getInputStream().readNBytes(3), US_ASCII);
                return code.equals("220") ? Result.up() : Result.down("smtp.refused", "greeted with " + code);
            }
        };
    }
}
