package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.RedirectOptions;
import io.portolan.options.UpstreamOptions;
import io.portolan.testing.Depot;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.ProblemAnswer;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that an API redirects to other places. */
@ExtendWith(VertxExtension.class)
final class RedirectsTest {

    @TempDir
    private Path folder;

    private Vertx vertx;
    private FakeUpstream api;
    private FakeUpstream storage;

    @BeforeEach
    void start(Vertx vertx) throws IOException {
        this.vertx = vertx;
        api = FakeUpstream.start(vertx);
        storage = FakeUpstream.start(vertx).answers(FakeUpstream.text(200, "text/plain", "the file"));
        Depot.write(folder, api.port());
    }

    @Test
    void handsARedirectToTheCaller() {
        redirects(302, signed());
        RunningPortolan portolan = serve(RedirectOptions.NONE);

        HttpResponse<Buffer> answer =
                await(portolan.rest("GET", "/files/1").followRedirects(false).send());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.getHeader("location")).isEqualTo(signed());
        assertThat(storage.received()).isEmpty();
    }

    @Test
    void tellsAModelWhereTheDownloadIs() {
        redirects(302, signed());
        RunningPortolan portolan = serve(RedirectOptions.NONE);

        JsonObject result = portolan.call("/mcp", "download", "{\"id\":\"1\"}");

        assertThat(result.getBoolean("isError", false)).isFalse();
        assertThat(result.encode()).contains("answered 302", signed(), "resource_link");
    }

    @Test
    void makesALocationAbsoluteForItIsNotOurs() {
        redirects(307, "../other?a=b");
        RunningPortolan portolan = serve(RedirectOptions.NONE);

        HttpResponse<Buffer> answer =
                await(portolan.rest("GET", "/files/1").followRedirects(false).send());

        assertThat(answer.getHeader("location")).isEqualTo("http://127.0.0.1:" + api.port() + "/other?a=b");
    }

    @Test
    void followsADownloadToAPlaceThatIsAllowedWithoutTheCredential() {
        redirects(302, signed());
        RunningPortolan portolan = serve(allowed());

        HttpResponse<Buffer> answer = await(portolan.rest("GET", "/files/1")
                .putHeader("range", "bytes=0-3")
                .putHeader("accept-language", "de")
                .send());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsString()).isEqualTo("the file");
        assertThat(api.only().headers().get("x-key")).isEqualTo("secret");
        FakeUpstream.Received there = storage.only();
        assertThat(there.uri()).isEqualTo("/bucket/1?signature=a%2Fb");
        assertThat(there.headers().names()).containsExactlyInAnyOrder("Host", "range");
        assertThat(there.headers().get("host")).isEqualTo("127.0.0.1:" + storage.port());
    }

    @Test
    void followsNoFurtherThanAllowed() {
        redirects(302, "http://127.0.0.1:" + api.port() + "/round");
        RunningPortolan portolan =
                serve(new RedirectOptions(List.of("127.0.0.1:" + api.port(), "127.0.0.1:" + storage.port()), 3));

        HttpResponse<Buffer> answer =
                await(portolan.rest("GET", "/files/1").followRedirects(false).send());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(api.received()).hasSize(4);
    }

    @Test
    void neverFollowsWhatIsNotADownload() {
        redirects(307, signed());
        RunningPortolan portolan = serve(allowed());

        HttpResponse<Buffer> answer = await(portolan.rest("POST", "/files")
                .followRedirects(false)
                .putHeader("content-type", "application/octet-stream")
                .sendBuffer(Buffer.buffer("bytes")));

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(storage.received()).isEmpty();
    }

    @Test
    void saysWhichPlaceCouldNotBeReached() throws IOException {
        redirects(302, "http://127.0.0.1:1/gone");
        RunningPortolan portolan = serve(new RedirectOptions(List.of("127.0.0.1:1"), null));

        HttpResponse<Buffer> answer = portolan.get("/files/1");

        assertThat(ProblemAnswer.of(answer, 502, "upstream-unreachable").getString("detail"))
                .isEqualTo("depot (127.0.0.1:1) refused the connection");
    }

    @Test
    void knowsWhichHostsAreMeant() {
        RedirectOptions options = new RedirectOptions(List.of("files.example.com", "*.r2.example.net:8443"), null);

        assertThat(options.allows("files.example.com", 443, true)).isTrue();
        assertThat(options.allows("FILES.example.com", 443, true)).isTrue();
        assertThat(options.allows("files.example.com", 8443, false)).isFalse();
        assertThat(options.allows("a.files.example.com", 443, true)).isFalse();
        assertThat(options.allows("files.example.com.evil.org", 443, true)).isFalse();
        assertThat(options.allows("a.b.r2.example.net", 8443, false)).isTrue();
        assertThat(options.allows("r2.example.net", 8443, false)).isFalse();
        assertThat(options.allows("evilr2.example.net", 8443, false)).isFalse();
    }

    private RunningPortolan serve(RedirectOptions redirects) {
        UpstreamOptions depot = UpstreamOptions.of("depot")
                .withHeaders(Map.of("x-key", "secret"))
                .withRedirects(redirects);
        return RunningPortolan.serve(vertx, folder, key -> null, options -> options.withUpstreams(List.of(depot)));
    }

    private RedirectOptions allowed() {
        return new RedirectOptions(List.of("127.0.0.1:" + storage.port()), null);
    }

    private String signed() {
        return "http://127.0.0.1:" + storage.port() + "/bucket/1?signature=a%2Fb";
    }

    private void redirects(int status, String location) {
        api.answers((request, response) ->
                response.setStatusCode(status).putHeader("location", location).end());
    }
}
