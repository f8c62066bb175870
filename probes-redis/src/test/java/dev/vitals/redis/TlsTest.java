package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.network.ClosedPort;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.SslOptions;

class TlsTest {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path directory;

    private static KeyStore keys;
    private static RedisServer server;
    private static int tlsPort;

    @BeforeAll
    static void start() throws Exception {
        keys = makeKeys();
        try (ClosedPort free = ClosedPort.reserve()) {
            tlsPort = free.port();
        }
        try {
            server = RedisServer.start(ServerOptions.defaults()
                    .withSetting("tls-port", Integer.toString(tlsPort))
                    .withSetting(
                            "tls-cert-file",
                            write(
                                    "cert.pem",
                                    "CERTIFICATE",
                                    keys.getCertificate("redis").getEncoded()))
                    .withSetting(
                            "tls-key-file",
                            write(
                                    "key.pem",
                                    "PRIVATE KEY",
                                    keys.getKey("redis", STORE_PASSWORD).getEncoded()))
                    .withSetting("tls-auth-clients", "no"));
        } catch (ServerException e) {
            System.out.println("SKIPPED TlsTest: this Redis has no TLS");
            assumeTrue(false, "this Redis has no TLS");
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void a_trusted_server_is_up_and_up_again_after_a_restart() throws Exception {
        try (RedisProbes probes = trusting()) {
            ProbeHarness ping = ProbeHarness.of(probes.checks().get(0).probe());

            assertThat(ping.check().status()).isEqualTo(Status.UP);
            server.restart();
            assertThat(ping.check().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_is_a_matter_of_tls() throws Exception {
        try (Lab lab = Lab.at(URI.create("rediss://127.0.0.1:" + tlsPort))) {
            Result result = lab.ping();

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("redis.tls");
        }
    }

    @Test
    void a_plain_client_at_a_tls_port_is_advised_to_use_tls() throws Exception {
        try (Lab lab = Lab.at(URI.create("redis://127.0.0.1:" + tlsPort))) {
            Result result = lab.ping();

            assertThat(result.cause()).isIn("redis.tls", "redis.lost");
            assertThat(result.remedies()).extracting(Remedy::advice).anyMatch(advice -> advice.contains("TLS"));
        }
    }

    @Test
    void a_tls_client_at_a_plain_port_is_advised_to_check_for_tls() throws Exception {
        try (Lab lab = Lab.at(URI.create("rediss://127.0.0.1:" + server.port()))) {
            Result result = lab.ping();

            assertThat(result.cause()).isIn("redis.tls", "redis.timeout");
            assertThat(result.remedies()).extracting(Remedy::advice).anyMatch(advice -> advice.contains("TLS"));
        }
    }

    private static RedisProbes trusting() {
        SslOptions trust = SslOptions.builder()
                .trustStoreType("PKCS12")
                .truststore(directory.resolve("keys.p12").toFile(), STORE_PASSWORD)
                .build();
        var config = DefaultJedisClientConfig.builder().sslOptions(trust).build();
        return RedisProbes.of("sessions", new HostAndPort("127.0.0.1", tlsPort), config);
    }

    private static KeyStore makeKeys() throws Exception {
        Path store = directory.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(STORE_PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD);
        }
        return keys;
    }

    private static String write(String name, String label, byte[] content) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Path file = directory.resolve(name);
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n",
                StandardCharsets.US_ASCII);
        return file.toString();
    }
}
