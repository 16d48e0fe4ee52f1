package io.portolan.http;

import io.portolan.bus.stream.ByteStream;
import io.portolan.bus.stream.Origin;
import io.portolan.bus.stream.StreamBounds;
import io.portolan.bus.stream.Streams;
import io.portolan.options.Size;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** A request's body that is passed on as it comes. */
public final class Upload implements Origin {

    private final RoutingContext context;
    private final Size most;

    private Upload(RoutingContext context, Size most) {
        this.context = context;
        this.most = most;
    }

    /**
     * Offers the body, and holds it back from now on. To be called in the request's handler itself: a tick later bytes
     * may be lost. A caller who sends too much is answered at once.
     *
     * @throws BodyTooLargeException when its announced length tells, without reading
     */
    public static ByteStream offer(RoutingContext context, StreamBounds bounds) {
        HttpServerRequest request = context.request();
        long length = BodyReader.announced(request);
        if (length > bounds.most().bytes()) {
            BodyReader.closeSoon(request);
            throw new BodyTooLargeException(bounds.most());
        }
        Upload upload = new Upload(context, bounds.most());
        return Streams.of(context.vertx()).offer(request, length, bounds, upload);
    }

    @Override
    public void begin() {
        BodyReader.invite(context.request());
    }

    @Override
    public void tooMuch() {
        if (!context.response().headWritten()) {
            BodyReader.closeSoon(context.request());
            Problems.send(context, Problems.of(new BodyTooLargeException(most)));
        }
    }

    @Override
    public void late() {
        if (!context.response().headWritten()) {
            BodyReader.closeSoon(context.request());
            Problems.send(context, Problems.of(408, "the body did not come in time"));
        }
    }

    @Override
    public void abort() {
        // What still comes is thrown away for a moment, so that the caller gets to read the answer.
        BodyReader.closeSoon(context.request());
    }
}
