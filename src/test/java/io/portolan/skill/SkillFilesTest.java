package io.portolan.skill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.files.FolderFiles;
import io.portolan.testing.RawHttp;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of a skill, one by one and as an archive, and no other file. */
@ExtendWith(VertxExtension.class)
final class SkillFilesTest {

    @TempDir
    private Path home;

    private Vertx vertx;
    private SkillEdge edge;

    @BeforeEach
    void serve(Vertx vertx) throws IOException, TimeoutException {
        this.vertx = vertx;
        SkillEdge.writeOrders(home);
        edge = SkillEdge.serve(
                vertx, SkillEdge.skill("orders", home, "skills/orders"), SkillEdge.skill("returns", home, null));
    }

    @Test
    void listsTheFilesOfASkillWithoutTheHiddenOnes() throws TimeoutException {
        assertThat(edge.get("/skills/orders/contents").bodyAsJsonObject()).isEqualTo(new JsonObject("""
                {"name": "orders", "files": [
                  {"path": "SKILL.md", "size": 9, "type": "text/markdown; charset=utf-8"},
                  {"path": "guide/a b.txt", "size": 4, "type": "text/plain; charset=utf-8"}]}
                """));
    }

    @Test
    void sendsAFileAsItIs() throws TimeoutException {
        HttpResponse<Buffer> answer = edge.get("/skills/orders/contents/guide/a%20b.txt");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsString()).isEqualTo("text");
        assertThat(answer.getHeader("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void sendsAllFilesAsOneArchive() throws IOException, TimeoutException {
        HttpResponse<Buffer> answer = edge.get("/skills/orders/download");

        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/zip");
        assertThat(answer.getHeader("Content-Disposition")).contains("orders.zip");
        assertThat(unzipped(answer.body())).isEqualTo(Map.of("SKILL.md", "# Orders\n", "guide/a b.txt", "text"));
    }

    @ParameterizedTest
    @CsvSource({
        "/skills/orders/contents/../../../secret.txt, 400",
        "/skills/orders/contents/%2e%2e/%2e%2e/secret.txt, 400",
        "/skills/orders/contents/..%2f..%2fsecret.txt, 400",
        "/skills/orders/contents/..%5csecret.txt, 400",
        "/skills/orders/contents/guide//a%20b.txt, 400",
        "/skills/orders/contents/SKILL.md%00, 400",
        "/skills/orders/contents/.hidden, 404",
        "/skills/orders/contents/.git/config, 404",
        "/skills/orders/contents/guide, 404",
        "/skills/orders/contents/none.md, 404",
        "/skills/..%2fsecret/contents, 404",
        "/skills/order, 404",
        "/skills/returns/contents, 404",
        "/shop/skills/returns/download, 404",
    })
    void refusesWhatIsNotAFileOfTheSkill(String path, int status) throws IOException {
        RawHttp.Answer answer = RawHttp.get(edge.port(), path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).doesNotContain(home.toString());
    }

    @Test
    void followsNoLinkOutOfTheSkillsFolder() throws IOException, TimeoutException {
        Path folder = home.resolve("skills/orders");
        Files.createSymbolicLink(folder.resolve("out.txt"), home.resolve("secret.txt"));
        Files.createSymbolicLink(folder.resolve("up"), home);
        Files.createSymbolicLink(folder.resolve("veiled.txt"), folder.resolve(".hidden"));
        Files.createSymbolicLink(folder.resolve("in.md"), folder.resolve("SKILL.md"));

        assertThat(edge.get("/skills/orders/contents/out.txt").statusCode()).isEqualTo(400);
        assertThat(edge.get("/skills/orders/contents/up/secret.txt").statusCode())
                .isEqualTo(400);
        assertThat(edge.get("/skills/orders/contents/veiled.txt").statusCode()).isEqualTo(404);
        assertThat(edge.get("/skills/orders/contents/in.md").bodyAsString()).isEqualTo("# Orders\n");
        assertThat(unzipped(edge.get("/skills/orders/download").body()))
                .containsOnlyKeys("SKILL.md", "guide/a b.txt", "in.md");
    }

    @Test
    void servesNoFolderThatIsALinkToSomewhereElse(@TempDir Path elsewhere) throws IOException, TimeoutException {
        Files.writeString(elsewhere.resolve("x.txt"), "x");
        Files.createSymbolicLink(home.resolve("linked"), elsewhere);
        edge = SkillEdge.serve(vertx, SkillEdge.skill("x", home, "linked"));

        assertThat(edge.get("/skills/x/contents/x.txt").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesAFolderWithTooManyFiles() throws IOException, TimeoutException {
        for (int index = 0; index <= FolderFiles.MOST_FILES; index++) {
            SkillEdge.write(home, "many/" + index, "");
        }
        edge = SkillEdge.serve(vertx, SkillEdge.skill("x", home, "many"));

        HttpResponse<Buffer> answer = edge.get("/skills/x/download");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.bodyAsString()).contains("more than 1000 files");
    }

    private static Map<String, String> unzipped(Buffer archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.getBytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
