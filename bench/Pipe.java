import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/** The least a Vert.x program can do between a client and an upstream: the yardstick of the benchmark. */
public final class Pipe extends VerticleBase {

    private final int port;
    private final int upstream;
    private HttpClient client;

    private Pipe(int port, int upstream) {
        this.port = port;
        this.upstream = upstream;
    }

    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        int upstream = Integer.parseInt(args[1]);
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
        vertx.deployVerticle(() -> new Pipe(port, upstream), new DeploymentOptions().setInstances(loops))
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
        client.request(new RequestOptions().setMethod(request.method()).setURI(request.uri()))
                .compose(up -> request.pipeTo(up).compose(sent -> up.response()))
                .compose(answer -> back(request, answer))
                .onFailure(failure -> request.response().reset());
    }

    private static Future<Void> back(HttpServerRequest request, HttpClientResponse answer) {
        request.response().setStatusCode(answer.statusCode());
        answer.headers().forEach(header -> request.response().putHeader(header.getKey(), header.getValue()));
        return answer.pipeTo(request.response());
    }
}
