package io.portolan.skill;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.portolan.binding.BindingKey;
import io.portolan.binding.Bindings;
import io.portolan.http.Callers;
import io.portolan.http.EdgeOptions;
import io.portolan.http.EdgeServer;
import io.portolan.options.Size;
import io.portolan.plan.FileFolder;
import io.portolan.plan.Skill;
import io.portolan.plan.SkillAdapter;
import io.portolan.plan.SkillServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Skills on a port of their own, and a client. */
final class SkillEdge {

    /** The key {@code KEY} is {@code sesame}. */
    private static final Bindings KEYS = Bindings.of(Map.of("KEY", BindingKey.environment("KEY")), key -> "sesame");

    private final int port;
    private final WebClient client;

    private SkillEdge(Vertx vertx, int port) {
        this.port = port;
        this.client = WebClient.create(vertx);
    }

    static SkillEdge serve(Vertx vertx, SkillServer server) throws TimeoutException {
        EdgeOptions options = new EdgeOptions("127.0.0.1", List.of(), List.of(), new Size(0), Duration.ofMinutes(1));
        EdgeServer listening = EdgeServer.listen(
                        vertx, 0, options, List.of(new SkillMount(server, new Callers(guard -> KEYS))))
                .await(10, SECONDS);
        return new SkillEdge(vertx, listening.port());
    }

    /** One adapter {@code shop} with these skills. */
    static SkillEdge serve(Vertx vertx, Skill... skills) throws TimeoutException {
        return serve(vertx, new SkillServer(0, List.of(new SkillAdapter("shop", null, List.of(skills))), List.of()));
    }

    /** @param path below the home; null for a skill without files */
    static Skill skill(String name, Path home, String path) {
        FileFolder folder = path == null ? null : new FileFolder(home.toString(), path);
        return new Skill(name, null, "{}", folder, List.of());
    }

    /** A skill {@code orders} with two files, beside what nobody may see. */
    static void writeOrders(Path home) throws IOException {
        write(home, "skills/orders/SKILL.md", "# Orders\n");
        write(home, "skills/orders/guide/a b.txt", "text");
        write(home, "skills/orders/.hidden", "hidden");
        write(home, "skills/orders/.git/config", "hidden");
        write(home, "secret.txt", "secret");
    }

    static void write(Path home, String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    int port() {
        return port;
    }

    HttpRequest<Buffer> request(HttpMethod method, String path) {
        return client.request(method, port, "127.0.0.1", path);
    }

    HttpResponse<Buffer> get(String path) throws TimeoutException {
        return request(HttpMethod.GET, path).send().await(10, SECONDS);
    }
}
