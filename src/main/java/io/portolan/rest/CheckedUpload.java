package io.portolan.rest;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.FieldError;
import io.portolan.bus.stream.ByteStream;
import io.portolan.bus.stream.Origin;
import io.portolan.bus.stream.StreamBounds;
import io.portolan.bus.stream.Streams;
import io.portolan.format.jsonl.UploadCheck;
import io.portolan.http.Upload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A batch input file on its way in, of which nobody gets a byte before the last one is checked. */
final class CheckedUpload {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedUpload.class);

    private static final int CHUNK = 64 * 1024;

    /** Many callers read no answer before they have sent everything, and lose it when the connection is closed. */
    private static final long MOST_SKIPPED = 16L << 20;

    /** There is nothing to break off: the file is closed with its stream. */
    private static final Origin FILE = () -> {};

    private final Promise<Void> complete = Promise.promise();
    private final UploadCheck check;
    private final String name;
    private final ByteStream upload;
    private final ReadStream<Buffer> bytes;
    private final AsyncFile file;
    private long length;
    private long skipped;
    private int unwritten;
    private boolean ended;

    private CheckedUpload(UploadCheck check, String name, ByteStream upload, ReadStream<Buffer> bytes, AsyncFile file) {
        this.check = check;
        this.name = name;
        this.upload = upload;
        this.bytes = bytes;
        this.file = file;
    }

    /**
     * Keeps the body in a file until all of it is checked; then the body is what the file holds.
     *
     * @param name of the parameter, for messages
     */
    static Future<Body> keep(RoutingContext context, StreamBounds bounds, UploadCheck check, String name) {
        ByteStream upload = Upload.offer(context, bounds);
        ReadStream<Buffer> bytes = upload.take();
        Vertx vertx = context.vertx();
        return open(vertx).onFailure(cause -> upload.cancel()).compose(file -> {
            CheckedUpload checked = new CheckedUpload(check, name, upload, bytes, file);
            return checked.receive().onFailure(cause -> close(file)).map(done -> checked.body(vertx, bounds));
        });
    }

    /** For all of it at once. */
    static Future<Buffer> check(Buffer whole, UploadCheck check, String name) {
        check.take(whole);
        check.end();
        String refusal = check.refusal();
        return refusal == null ? Future.succeededFuture(whole) : Future.failedFuture(refused(refusal, name));
    }

    /** The file has no name any more once it is open, so that whatever becomes of this process, nothing is left. */
    private static Future<AsyncFile> open(Vertx vertx) {
        FileSystem files = vertx.fileSystem();
        OpenOptions options = new OpenOptions().setRead(true).setWrite(true).setDeleteOnClose(true);
        return files.createTempFile("portolan-", ".upload")
                .compose(path -> files.open(path, options)
                        .recover(cause -> files.delete(path).transform(any -> Future.failedFuture(cause))))
                .recover(cause -> Future.failedFuture(unwritable(cause)));
    }

    private Future<Void> receive() {
        bytes.exceptionHandler(this::broken)
                .endHandler(end -> finish())
                .handler(this::take)
                .resume();
        return complete.future();
    }

    private void take(Buffer chunk) {
        if (complete.future().isComplete()) {
            return;
        }
        check.take(chunk);
        String refusal = check.refusal();
        if (refusal != null) {
            skipped += chunk.length();
            if (skipped > MOST_SKIPPED) {
                refuse(refused(refusal, name));
            }
            return;
        }
        length += chunk.length();
        unwritten++;
        file.write(chunk).onSuccess(written -> written()).onFailure(this::failed);
        if (file.writeQueueFull()) {
            bytes.pause();
            file.drainHandler(drained -> bytes.resume());
        }
    }

    private void written() {
        unwritten--;
        if (ended && unwritten == 0) {
            complete.tryComplete();
        }
    }

    private void failed(Throwable cause) {
        if (!complete.future().isComplete()) {
            refuse(unwritable(cause));
        }
    }

    private void finish() {
        check.end();
        String refusal = check.refusal();
        if (refusal != null) {
            complete.tryFail(refused(refusal, name));
        } else {
            ended = true;
            unwritten++;
            written();
        }
    }

    private void broken(Throwable cause) {
        complete.tryFail(new Failure(Failure.Kind.CANCELLED, "the body did not come whole: " + cause.getMessage()));
    }

    private void refuse(Failure reason) {
        if (complete.tryFail(reason)) {
            upload.cancel();
        }
    }

    private Body body(Vertx vertx, StreamBounds bounds) {
        file.setReadPos(0).setReadLength(length).setReadBufferSize(CHUNK);
        StreamBounds own =
                new StreamBounds("the checked upload", bounds.pickUp(), bounds.idle(), bounds.total(), bounds.most());
        ByteStream stream = Streams.of(vertx).offer(file, length, own, FILE);
        stream.closed().onComplete(any -> close(file));
        return new Body.Streamed(stream);
    }

    private static Failure refused(String sentence, String name) {
        return new Failure(
                Failure.Kind.INVALID_INPUT,
                "body: " + sentence,
                new Failure.Details(null, null, List.of(new FieldError("body", name, sentence))));
    }

    private static Failure unwritable(Throwable cause) {
        LOG.atError().addKeyValue("error", cause.toString()).log("an upload cannot be kept in a file");
        return new Failure(Failure.Kind.UNAVAILABLE, "the upload cannot be kept to be checked");
    }

    private static void close(AsyncFile file) {
        file.close()
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue("error", cause.toString())
                        .log("a checked upload's file cannot be closed"));
    }
}
