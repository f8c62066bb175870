package dev.vitals.testkit.internal.socket;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Whether a server speaks its protocol, found out by its first bytes, without a driver. */
public enum Greeting {
    POSTGRES {
        @Override
        boolean isGood(DataOutputStream out, InputStream in) throws IOException {
            byte[] login = "user\0postgres\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
            out.writeInt(Integer.BYTES * 2 + login.length);
            out.writeInt(POSTGRES_PROTOCOL_3);
            out.write(login);
            out.flush();
            // R asks for the password; a server that is still starting says E.
            return in.read() == 'R';
        }
    },
    REDIS {
        @Override
        boolean isGood(DataOutputStream out, InputStream in) throws IOException {
            out.writeBytes("PING\r\n");
            out.flush();
            var answer = new String(in.readNBytes(5), StandardCharsets.US_ASCII);
            // A demand for a password is an answer too; a server that still loads its data is not ready.
            return !answer.isEmpty() && !answer.startsWith("-LOAD");
        }
    },
    MYSQL {
        @Override
        boolean isGood(DataOutputStream out, InputStream in) throws IOException {
            // The server speaks first: three bytes of length, a sequence number, the version of the protocol.
            return in.readNBytes(5).length == 5;
        }
    };

    private static final int POSTGRES_PROTOCOL_3 = 3 << 16;
    private static final int TIMEOUT_MILLIS = 2_000;

    abstract boolean isGood(DataOutputStream out, InputStream in) throws IOException;

    /** Whether the server there greets as it should, within two seconds. */
    public boolean from(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return isGood(new DataOutputStream(socket.getOutputStream()), socket.getInputStream());
        } catch (IOException e) {
            return false;
        }
    }
}
