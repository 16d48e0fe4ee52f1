import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;

/** An upstream that takes 500 ms for every answer. */
public final class SlowUpstream extends VerticleBase {

    private final int port;

    private SlowUpstream(int port) {
        this.port = port;
    }

    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        Vertx.vertx().deployVerticle(() -> new SlowUpstream(port), new DeploymentOptions().setInstances(2));
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer()
                .requestHandler(request -> vertx.setTimer(500, fired -> request.response()
                        .putHeader("content-type", "application/json")
                        .end("{\"id\":\"b1\",\"status\":\"slow\"}")))
                .listen(port, "127.0.0.1");
    }
}
