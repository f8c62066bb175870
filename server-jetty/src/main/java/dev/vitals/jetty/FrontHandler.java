package dev.vitals.jetty;

import dev.vitals.endpoint.Caller;
import dev.vitals.endpoint.HealthResponse;
import dev.vitals.endpoint.HttpCall;
import dev.vitals.endpoint.HttpFront;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.SerializedExecutor;

/** Carries requests from Jetty to the front, and answers back, without a thread that waits for either. */
final class FrontHandler extends Handler.Abstract {
    /** Far above what orchestrators ask for, and below a page. */
    private static final int LONG = 16 * 1024;

    /** Of a body that nobody wants, as much is read as the JDK's server reads before it closes a connection. */
    private static final int MOST_UNREAD = 64 * 1024;

    private static final int MOST_SENDERS = 16;

    private final HttpFront front;
    private final QueuedThreadPool threads;
    private final Executor oneByOne;
    private final PreparedFields fields = new PreparedFields();
    private final Semaphore senders = new Semaphore(MOST_SENDERS);

    FrontHandler(HttpFront front, QueuedThreadPool threads) {
        this.front = front;
        this.threads = threads;
        this.oneByOne = new SerializedExecutor(this::now);
    }

    /** What is not taken is done here: the queue would wait for it for ever. */
    private void now(Runnable link) {
        try {
            threads.execute(link);
        } catch (RejectedExecutionException | OutOfMemoryError notTaken) {
            link.run();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // A report that is waited for takes as long as its deadline. A read or a write that stands still ends all the
        // same.
        request.addIdleTimeoutListener(timeout -> false);
        front.answer(call(request))
                .whenComplete((answer, never) -> afterBody(request, () -> inTurn(answer, request, response, callback)));
        return true;
    }

    /**
     * A caller who is still sending when the connection is closed loses the answer with it. Few are waited for at a time:
     * who never ends holds no more connections.
     */
    private void afterBody(Request request, Runnable answering) {
        long length = request.getLength();
        if (length > 0 && length <= MOST_UNREAD && senders.tryAcquire()) {
            Content.Source.consumeAll(
                    request, Callback.from(senders::release, Callback.from(answering, stalled -> answering.run())));
        } else {
            answering.run();
        }
    }

    /** In a crowd no short answer stands behind those who ask for long ones. */
    private void inTurn(HealthResponse answer, Request request, Response response, Callback callback) {
        if (answer.body().length() > LONG && threads.getQueueSize() > 0) {
            oneByOne.execute(() -> send(answer, request, response, callback));
        } else {
            send(answer, request, response, callback);
        }
    }

    private void send(HealthResponse answer, Request request, Response response, Callback callback) {
        try {
            response.setStatus(answer.status());
            response.getHeaders().add(fields.of(answer));
            if (!request.consumeAvailable()) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            response.write(true, answer.body().buffer(), callback);
        } catch (Throwable e) {
            callback.failed(e); // nobody else would end the exchange
        }
    }

    private static HttpCall call(Request request) {
        String path = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        return new HttpCall(
                request.getMethod(),
                path == null ? "" : path,
                query == null ? "" : query,
                new Caller(address(request), headers(request)),
                () -> form(request),
                "");
    }

    /** The declared length has been found to be small; a body that stands still ends with its connection. */
    private static CompletionStage<Map<String, List<String>>> form(Request request) {
        CompletableFuture<Map<String, List<String>>> form = new CompletableFuture<>();
        FormFields.onFields(
                request,
                Promise.Invocable.from(
                        InvocationType.BLOCKING,
                        fields -> form.complete(fields.toMultiMap()),
                        form::completeExceptionally));
        return form;
    }

    private static Optional<InetAddress> address(Request request) {
        SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress socket ? Optional.ofNullable(socket.getAddress()) : Optional.empty();
    }

    /** A host may stand in the target alone. A field counts for more, whatever the case of its name. */
    private static Map<String, List<String>> headers(Request request) {
        HttpFields received = request.getHeaders();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        String host = request.getHttpURI().getHost();
        if (host != null) {
            headers.put("Host", List.of(host));
        }
        for (String name : received.getFieldNamesCollection()) {
            headers.put(name, received.getValuesList(name));
        }
        return headers;
    }
}
