package io.portolan.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Every request has an id of ours, whatever the caller calls it; every answer carries it. */
public final class RequestIds {

    static final CharSequence HEADER = HttpHeaders.createOptimized("X-Request-Id");

    private static final long VERSION_4 = 0x4000L;
    private static final long VERSION_MASK = 0xF000L;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;

    /** The id of this request, a UUID. */
    public static String of(RoutingContext context) {
        return of(context.response());
    }

    static String of(HttpServerResponse response) {
        String id = response.headers().get(HEADER);
        return id == null ? assign(response) : id;
    }

    static void assign(RoutingContext context) {
        assign(context.response());
        context.next();
    }

    private static String assign(HttpServerResponse response) {
        String id = next();
        response.headers().set(HEADER, id);
        return id;
    }

    /** Random, not secret: the generator behind {@link UUID#randomUUID} costs a lock for what nobody has to guess. */
    private static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~VERSION_MASK) | VERSION_4;
        long low = (random.nextLong() & ~VARIANT_MASK) | VARIANT_RFC;
        return new UUID(high, low).toString();
    }

    private RequestIds() {}
}
