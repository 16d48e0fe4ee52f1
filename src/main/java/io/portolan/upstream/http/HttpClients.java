package io.portolan.upstream.http;

import io.portolan.options.Size;
import io.portolan.upstream.UpstreamSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;

/** Makes the client of one consumer instance: its share of the namespace's connections, every limit set. */
final class HttpClients {

    // Below the 60 s after which common servers and load balancers drop an idle connection, so that we drop it first.
    private static final int KEEP_ALIVE_S = 50;

    // Generous: real APIs answer with policy headers of many KiB.
    private static final int LARGEST_HEAD = 64 * 1024;

    // What is handed on at once of a body. The smaller, the more often all hands are asked.
    private static final int CHUNK = 32 * 1024;

    static HttpClient create(Vertx vertx, UpstreamSettings settings) {
        HttpClientOptions options = new HttpClientOptions()
                .setName(settings.namespace())
                .setMetricsName(settings.namespace())
                .setDefaultHost(settings.baseUri().host())
                .setDefaultPort(settings.baseUri().port())
                .setSsl(settings.baseUri().secure())
                .setVerifyHost(true)
                .setTrustAll(false)
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_S)
                .setMaxHeaderSize(LARGEST_HEAD)
                .setMaxChunkSize(CHUNK)
                .setDecompressionSupported(false)
                .setConnectTimeout(connectMs(settings));
        Size sockets = settings.streams().sockets();
        if (sockets != null) {
            int bytes = Math.toIntExact(sockets.bytes());
            options.setSendBufferSize(bytes).setReceiveBufferSize(bytes);
        }
        return vertx.createHttpClient(options, pool(settings));
    }

    // Each request waits only as long as it may; this one, a second longer, ends the attempt nobody waits for any more.
    private static int connectMs(UpstreamSettings settings) {
        return (int) Math.min(settings.timeouts().connect().toMillis() + 1000, Integer.MAX_VALUE);
    }

    private static PoolOptions pool(UpstreamSettings settings) {
        int connections = share(settings.limits().pool(), settings.instances());
        int waiting = share(settings.limits().poolQueue(), settings.instances());
        // A call also counts as waiting while its connection is being made, so that a cold pool needs room for all.
        return new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize((int)
                Math.min((long) connections + waiting, Integer.MAX_VALUE));
    }

    private static int share(int all, int instances) {
        return Math.max(1, all / instances);
    }

    private HttpClients() {}
}
