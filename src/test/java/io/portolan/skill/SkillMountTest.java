package io.portolan.skill;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.auth.Scheme;
import io.portolan.binding.BindingKey;
import io.portolan.expr.Template;
import io.portolan.plan.FileFolder;
import io.portolan.plan.Guard;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.Skill;
import io.portolan.plan.SkillAdapter;
import io.portolan.plan.SkillServer;
import io.portolan.plan.SkillTool;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Skills over HTTP: catalogue, details, files, archive, and nothing besides. */
@ExtendWith(VertxExtension.class)
final class SkillMountTest {

    @TempDir
    private Path home;

    private Vertx vertx;
    private SkillEdge edge;

    @BeforeEach
    void serve(Vertx vertx) throws IOException, TimeoutException {
        this.vertx = vertx;
        SkillEdge.writeOrders(home);
        Skill returns = SkillEdge.skill("returns", home, null);
        edge = SkillEdge.serve(
                vertx,
                new SkillServer(
                        8080,
                        List.of(
                                new SkillAdapter("shop", null, List.of(orders(), returns)),
                                new SkillAdapter("store", null, List.of(returns))),
                        List.of()));
    }

    @Test
    void listsTheSkillsOfANamespace() throws TimeoutException {
        HttpResponse<Buffer> answer = edge.get("/shop/skills");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(answer.bodyAsJsonObject()).isEqualTo(new JsonObject("""
                        {"count": 2, "skills": [
                          {"name": "orders", "description": "About orders", "license": "MIT",
                           "tools": ["list", "cancel", "guide"], "namespace": "shop", "href": "/shop/skills/orders"},
                          {"name": "returns", "description": null, "tools": [],
                           "namespace": "shop", "href": "/shop/skills/returns"}]}
                        """));
    }

    @Test
    void listsTheSkillsOfAllNamespacesTogether() throws TimeoutException {
        assertThat(edge.get("/skills/").bodyAsJsonObject().getInteger("count")).isEqualTo(3);
    }

    @Test
    void tellsWhereEachToolOfASkillIsServed() throws TimeoutException {
        JsonObject details = edge.get("/skills/orders").bodyAsJsonObject();

        assertThat(details).isEqualTo(new JsonObject("""
                {"name": "orders", "description": "About orders", "license": "MIT", "tools": [
                  {"name": "list", "description": "All", "type": "derived", "invocationRef": {
                    "targetNamespace": "shop-rest", "action": "list-orders", "mode": "rest",
                    "method": "GET", "href": "/shop-rest/orders"}},
                  {"name": "cancel", "description": null, "type": "derived", "invocationRef": {
                    "targetNamespace": "shop-mcp", "action": "cancel", "mode": "mcp",
                    "href": "/mcp/shop-mcp", "tool": "cancel", "port": 9090}},
                  {"name": "guide", "description": null, "type": "instruction", "instruction": "guide/a b.txt",
                   "href": "/shop/skills/orders/contents/guide/a%20b.txt"}]}
                """));
    }

    @Test
    void offersTheSkillsThatShareAName() throws TimeoutException {
        HttpResponse<Buffer> answer = edge.get("/skills/returns/contents");

        assertThat(answer.statusCode()).isEqualTo(300);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.bodyAsJsonObject().getJsonArray("choices")).isEqualTo(new JsonArray("""
                        [{"namespace": "shop", "href": "/shop/skills/returns/contents"},
                         {"namespace": "store", "href": "/store/skills/returns/contents"}]
                        """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/skills",
                "/skills/orders",
                "/skills/orders/contents",
                "/skills/orders/contents/SKILL.md",
                "/skills/orders/download"
            })
    void tellsAClientThatItHasTheNewestAlready(String path) throws TimeoutException {
        String etag = edge.get(path).getHeader("ETag");

        HttpResponse<Buffer> again = edge.request(HttpMethod.GET, path)
                .putHeader("If-None-Match", "\"other\", W/" + etag)
                .send()
                .await(10, SECONDS);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isNull();
        assertThat(again.getHeader("Cache-Control")).isEqualTo("private, no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/skills",
                "/skills/orders",
                "/skills/orders/contents",
                "/skills/orders/contents/SKILL.md",
                "/skills/orders/download"
            })
    void answersHeadLikeGetButWithoutTheBody(String path) throws TimeoutException {
        HttpResponse<Buffer> head = edge.request(HttpMethod.HEAD, path).send().await(10, SECONDS);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isNull();
        assertThat(head.getHeader("ETag")).isEqualTo(edge.get(path).getHeader("ETag"));
    }

    @Test
    void refusesOtherMethods() throws TimeoutException {
        HttpResponse<Buffer> post =
                edge.request(HttpMethod.POST, "/skills/orders").send().await(10, SECONDS);
        HttpResponse<Buffer> options =
                edge.request(HttpMethod.OPTIONS, "/skills").send().await(10, SECONDS);

        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.getHeader("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(post.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(options.statusCode()).isEqualTo(204);
    }

    @Test
    void leavesToRestWhatRestDeclares() throws TimeoutException {
        PathTemplate declared = path("skills", null);
        edge = SkillEdge.serve(
                vertx,
                new SkillServer(0, List.of(new SkillAdapter("shop", null, List.of(orders()))), List.of(declared)));

        assertThat(edge.get("/skills/orders").bodyAsString()).contains("nothing is served at");
        assertThat(edge.get("/skills").statusCode()).isEqualTo(200);
        assertThat(edge.get("/skills/orders/contents").statusCode()).isEqualTo(200);
        assertThat(edge.get("/other/skills").statusCode()).isEqualTo(404);
    }

    @Test
    void showsGuardedSkillsToThoseWhoShowTheKey() throws TimeoutException {
        Template key = new Template(List.of(new Template.Variable("KEY")));
        Guard guard = new Guard(new Scheme.Bearer(key), "a.yaml", Map.of("KEY", BindingKey.environment("KEY")));
        Skill open = SkillEdge.skill("open", home, null);
        edge = SkillEdge.serve(
                vertx,
                new SkillServer(
                        0,
                        List.of(
                                new SkillAdapter("hall", null, List.of(open)),
                                new SkillAdapter("shop", guard, List.of(orders()))),
                        List.of()));

        assertThat(edge.get("/skills").bodyAsJsonObject().getInteger("count")).isEqualTo(1);
        assertThat(edge.get("/shop/skills").statusCode()).isEqualTo(401);
        for (String path : List.of("", "/contents", "/contents/SKILL.md", "/download")) {
            HttpResponse<Buffer> refused = edge.get("/skills/orders" + path);
            HttpResponse<Buffer> answer = edge.request(HttpMethod.GET, "/skills/orders" + path)
                    .putHeader("Authorization", "Bearer sesame")
                    .send()
                    .await(10, SECONDS);

            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(refused.getHeader("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }
    }

    private Skill orders() {
        SkillTool list = new SkillTool.Operation(
                "list",
                "All",
                new SkillTool.Source("shop-rest", "list-orders"),
                8080,
                "GET",
                path("shop-rest", "orders"));
        SkillTool cancel = new SkillTool.Mcp(
                "cancel", null, new SkillTool.Source("shop-mcp", "cancel"), 9090, "/mcp/shop-mcp", "cancel");
        SkillTool guide = new SkillTool.Instruction("guide", null, "guide/a b.txt");
        return new Skill(
                "orders",
                "About orders",
                "{\"license\":\"MIT\"}",
                new FileFolder(home.toString(), "skills/orders"),
                List.of(list, cancel, guide));
    }

    /** A null is a placeholder. */
    private static PathTemplate path(String first, String second) {
        Template last = second == null ? Template.input(0, "id") : Template.text(second);
        return new PathTemplate(List.of(Template.text(first), last));
    }
}
