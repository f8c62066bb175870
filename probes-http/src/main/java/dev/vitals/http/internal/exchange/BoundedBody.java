package dev.vitals.http.internal.exchange;

import java.io.ByteArrayOutputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Keeps the start of a body and hangs up when it has enough, or is told to. */
final class BoundedBody implements BodySubscriber<BoundedBody.Read> {
    private final CompletableFuture<Read> read = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int most;
    private volatile @Nullable Subscription subscription;

    /** What was read of a body. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and handed on once
    record Read(byte[] bytes, boolean cut) {}

    BoundedBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<Read> getBody() {
        return read;
    }

    @Override
    public void onSubscribe(Subscription opened) {
        subscription = opened;
        if (read.isDone()) {
            opened.cancel();
        } else {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int room = Math.min(buffer.remaining(), most - kept.size());
            byte[] next = new byte[room];
            buffer.get(next);
            kept.writeBytes(next);
            if (buffer.hasRemaining()) {
                finish(true);
                cancel();
                return;
            }
        }
    }

    @Override
    public void onError(Throwable thrown) {
        read.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        finish(false);
    }

    private void finish(boolean cut) {
        read.complete(new Read(kept.toByteArray(), cut));
    }

    /** Ends the connection; what was read so far is not enough. */
    void expire() {
        read.completeExceptionally(new SocketTimeoutException());
        cancel();
    }

    private void cancel() {
        Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
