package io.portolan.soak;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/** The least that a Vert.x program can do between a client and an upstream, and still never make a cut body look whole. */
final class BarePipe extends VerticleBase {

    private final int port;
    private final int upstream;
    private HttpClient client;

    private BarePipe(int port, int upstream) {
        this.port = port;
        this.upstream = upstream;
    }

    /** Listens on the first port, in front of the second, one instance an event loop; says when it does. */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        int upstream = Integer.parseInt(args[1]);
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops))
                .deployVerticle(() -> new BarePipe(port, upstream), new DeploymentOptions().setInstances(loops))
                .onSuccess(serving -> System.out.println("serving"))
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    @Override
    public Future<?> start() {
        client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(upstream),
                new PoolOptions().setHttp1MaxSize(2048));
        return vertx.createHttpServer().requestHandler(this::pipe).listen(port, "127.0.0.1");
    }

    private void pipe(HttpServerRequest request) {
        request.pause();
        client.request(new RequestOptions().setMethod(request.method()).setURI(path(request.uri())))
                .compose(up -> forth(request, up))
                .compose(answer -> back(request, answer))
                .onFailure(failure -> request.response().reset());
    }

    /** Without the exposing namespace, as the other side sees it. */
    private static String path(String uri) {
        return uri.substring(uri.indexOf('/', 1));
    }

    private static Future<HttpClientResponse> forth(HttpServerRequest request, HttpClientRequest up) {
        request.headers().forEach(header -> up.putHeader(header.getKey(), header.getValue()));
        return request.pipe().endOnFailure(false).to(up).compose(sent -> up.response());
    }

    private static Future<Void> back(HttpServerRequest request, HttpClientResponse answer) {
        request.response().setStatusCode(answer.statusCode());
        answer.headers().forEach(header -> request.response().putHeader(header.getKey(), header.getValue()));
        return answer.pipe().endOnFailure(false).to(request.response());
    }
}
