package dev.vitals.jetty;

import dev.vitals.endpoint.Caller;
import dev.vitals.endpoint.HealthResponse;
import dev.vitals.endpoint.HttpCall;
import dev.vitals.endpoint.HttpFront;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.SerializedExecutor;
import org.jspecify.annotations.Nullable;

/** Carries requests from Jetty to the front, and answers back, without a thread that waits for either. */
final class FrontHandler extends Handler.Abstract {
    /** Far above what orchestrators ask for, and below a page. */
    private static final int LONG = 16 * 1024;

    /** Of a body that nobody wants, as much is read as the JDK's server reads before it closes a connection. */
    private static final int MOST_UNREAD = 64 * 1024;

    private static final int MOST_SENDERS = 16;

    /** Above a browser's head without cookies. */
    private static final int SHORT = 2 * 1024;

    private static final String BYTES_BEFORE = "dev.vitals.bytes";

    private final HttpFront front;
    private final QueuedThreadPool threads;
    private final Executor oneByOne;
    private final PreparedFields fields = new PreparedFields();
    private final Semaphore senders = new Semaphore(MOST_SENDERS);

    FrontHandler(HttpFront front, QueuedThreadPool threads) {
        super(InvocationType.NON_BLOCKING);
        this.front = front;
        this.threads = threads;
        this.oneByOne = new SerializedExecutor(this::now);
    }

    /**
     * Runs a task on the pool, or here if the pool refuses it, since somebody waits for it. A pool that cannot start a thread
     * may have queued the task before it fails: it runs only once all the same.
     */
    private void now(Runnable link) {
        Once task = new Once(link);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError notTaken) {
            task.run();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Optional<HealthResponse> written = isShort(request) ? front.written(call(request)) : Optional.empty();
        if (written.isPresent() && written.get().body().length() <= LONG) {
            send(written.get(), request, response, callback);
            return true;
        }
        // A report that is waited for takes as long as its deadline. A read or a write that stands still ends all the
        // same.
        request.addIdleTimeoutListener(timeout -> false);
        now(() -> answer(request, response, callback));
        return true;
    }

    /** Who sends much, or many requests at once, would keep the thread that reads from all others. */
    private static boolean isShort(Request request) {
        ConnectionMetaData connection = request.getConnectionMetaData();
        long bytes = connection.getConnection().getBytesIn();
        Object before = connection.setAttribute(BYTES_BEFORE, bytes);
        long came = bytes - (before instanceof Long known ? known : 0);
        boolean body = request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        return came > 0 && came <= SHORT && !body;
    }

    private void answer(Request request, Response response, Callback callback) {
        try {
            front.answer(call(request))
                    .thenAccept(answer -> afterBody(request, () -> inTurn(answer, request, response, callback)))
                    .exceptionally(failed -> fail(callback, failed));
        } catch (Throwable e) {
            fail(callback, e);
        }
    }

    /** Nobody else would end the exchange. */
    private static @Nullable Void fail(Callback callback, Throwable why) {
        callback.failed(why);
        return null;
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
            fail(callback, e);
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
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName(), name -> new ArrayList<>(1)).add(field.getValue());
        }
        String host = request.getHttpURI().getHost();
        if (host != null) {
            headers.putIfAbsent("Host", List.of(host));
        }
        return headers;
    }

    private static final class Once implements Runnable {
        private final Runnable task;
        private final AtomicBoolean begun = new AtomicBoolean();

        private Once(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (begun.compareAndSet(false, true)) {
                task.run();
            }
        }
    }
}
