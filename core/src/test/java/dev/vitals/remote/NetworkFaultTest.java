package dev.vitals.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.security.auth.login.FailedLoginException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkFaultTest {

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(new UnknownHostException("a"), NetworkFault.DNS),
                arguments(new UnresolvedAddressException(), NetworkFault.DNS),
                arguments(new ConnectException("a"), NetworkFault.REFUSED),
                arguments(new NoRouteToHostException("a"), NetworkFault.UNREACHABLE),
                arguments(new SocketTimeoutException("a"), NetworkFault.TIMEOUT),
                arguments(new TimeoutException("a"), NetworkFault.TIMEOUT),
                arguments(new SSLHandshakeException("a"), NetworkFault.TLS),
                arguments(new CertPathValidatorException("a"), NetworkFault.TLS),
                arguments(new ProtocolException("a"), NetworkFault.PROTOCOL),
                arguments(new FailedLoginException("a"), NetworkFault.AUTHENTICATION),
                arguments(new SocketException("a"), NetworkFault.LOST),
                arguments(new EOFException("a"), NetworkFault.LOST),
                arguments(new ClosedChannelException(), NetworkFault.LOST));
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_type_decides(Exception thrown, NetworkFault fault) {
        assertThat(NetworkFault.of(thrown)).contains(fault);
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_type_is_found_below_others(Exception thrown, NetworkFault fault) {
        assertThat(NetworkFault.of(new IllegalStateException(new IOException(thrown))))
                .contains(fault);
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_type_is_found_among_suppressed_ones(Exception thrown, NetworkFault fault) {
        assertThat(NetworkFault.of(new IOException(suppressing(new IllegalStateException(thrown)))))
                .contains(fault);
    }

    @Test
    void messages_do_not_count() {
        assertThat(NetworkFault.of(new IOException("Connection refused: connect timed out")))
                .isEmpty();
    }

    @Test
    void the_http_client_s_wrapper_gives_way_to_its_cause() {
        assertThat(NetworkFault.of(connectException(new UnresolvedAddressException())))
                .contains(NetworkFault.DNS);
        assertThat(NetworkFault.of(connectException(new NoRouteToHostException())))
                .contains(NetworkFault.UNREACHABLE);
        assertThat(NetworkFault.of(connectException(new ClosedChannelException())))
                .contains(NetworkFault.REFUSED);
    }

    @Test
    void a_failed_handshake_is_tls_whatever_broke_it() {
        assertThat(NetworkFault.of(new SSLHandshakeException("a").initCause(new EOFException())))
                .contains(NetworkFault.TLS);
        assertThat(NetworkFault.of(new SSLHandshakeException("a").initCause(new UnknownHostException("revocation"))))
                .contains(NetworkFault.TLS);
    }

    @Test
    void of_several_addresses_the_one_counts_that_got_furthest() {
        Exception both = suppressing(new NoRouteToHostException(), new ConnectException(), new UnknownHostException());

        assertThat(NetworkFault.of(both)).contains(NetworkFault.REFUSED);
    }

    @Test
    void what_failed_counts_more_than_what_was_suppressed_in_closing() {
        Exception lost = new EOFException();
        lost.addSuppressed(new SSLHandshakeException("closing"));

        assertThat(NetworkFault.of(lost)).contains(NetworkFault.LOST);
    }

    @Test
    void an_unreachable_network_is_known_by_where_it_was_thrown() {
        Throwable thrown = catchThrowable(() -> connect("255.255.255.255", 9));

        assertThat(thrown).isInstanceOf(SocketException.class);
        assertThat(NetworkFault.of(thrown)).contains(NetworkFault.UNREACHABLE);
    }

    @Test
    void a_port_without_a_listener_refuses() throws Exception {
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            Throwable thrown = catchThrowable(
                    () -> connect(InetAddress.getLoopbackAddress().getHostAddress(), silent.getLocalPort()));

            assertThat(NetworkFault.of(thrown)).contains(NetworkFault.REFUSED);
        }
    }

    @Test
    void errors_that_cause_each_other_come_to_an_end() {
        Exception first = new UncheckedIOException(new IOException());
        Exception second = new IllegalStateException(first);
        first.getCause().initCause(second);
        second.addSuppressed(first);

        assertThat(NetworkFault.of(second)).isEmpty();
    }

    @Test
    void codes_have_the_family_in_front() {
        assertThat(NetworkFault.REFUSED.code("db")).isEqualTo("db.refused");
        assertThat(NetworkFault.AUTHENTICATION.code("redis")).isEqualTo("redis.auth");
    }

    @Test
    void only_faults_of_our_own_say_nothing_about_the_server() {
        assertThat(NetworkFault.values())
                .filteredOn(NetworkFault::ours)
                .containsExactly(NetworkFault.BUSY, NetworkFault.CLOSED);
    }

    private static void connect(String address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 10_000);
        }
    }

    private static Throwable connectException(Exception cause) {
        return new ConnectException().initCause(cause);
    }

    private static Exception suppressing(Exception... hidden) {
        Exception all = new IOException("no address answers");
        Stream.of(hidden).forEach(all::addSuppressed);
        return all;
    }
}
