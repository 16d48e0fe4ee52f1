package io.portolan.format.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.Escapes;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.decode.Decoder;
import io.portolan.format.decode.RawFormat;
import io.portolan.format.decode.SchemaSource;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class BodiesTest {

    private static final String ATTACK = "\"\r\nX: 1\r\n\r\n--b&a=1;<x y='z'>]]>{\\u0000}%22\u0000";

    @Test
    void writesNestedFormsAsStripeReadsThem() {
        JsonNode tree = JsonTree.read("{\"a\":{\"b\":\"c d\"},\"l\":[1,{\"x\":true}],\"n\":null,\"ü&\":\"=\"}");

        assertThat(Bodies.form(tree, ArrayStyle.INDEXED).bytes())
                .hasToString("a[b]=c+d&l[0]=1&l[1][x]=true&n=&%C3%BC%26=%3D");
        assertThat(Bodies.form(tree, ArrayStyle.BRACKETS).bytes()).asString().contains("l[]=1&l[1][x]=true");
        assertThat(Bodies.form(tree, ArrayStyle.REPEAT).bytes()).asString().contains("&l=1&");
        assertThatThrownBy(() -> Bodies.form(JsonTree.read("[1]"), ArrayStyle.REPEAT))
                .isInstanceOf(MalformedContentException.class);
    }

    @Test
    void writesThePartsOfAMultipartBody() {
        Encoded encoded = Bodies.multipart(JsonTree.read("""
                        [{"name":"note","value":"hi"},
                         {"name":"file","filename":"a.bin","value":{"base64":"AQI="}},
                         {"name":"meta","value":{"k":1}}]"""));
        String boundary = encoded.contentType().substring("multipart/form-data; boundary=".length());
        String expected = """
                --B
                Content-Disposition: form-data; name="note"

                hi
                --B
                Content-Disposition: form-data; name="file"; filename="a.bin"
                Content-Type: application/octet-stream

                \1\2
                --B
                Content-Disposition: form-data; name="meta"
                Content-Type: application/json

                {"k":1}
                --B--
                """;

        assertThat(encoded.bytes().toString(StandardCharsets.ISO_8859_1))
                .isEqualTo(expected.replace("--B", "--" + boundary).replace("\n", "\r\n"));
        assertThat(Bodies.multipart(JsonTree.read("{\"a\":1}")).contentType()).doesNotContain(boundary);
    }

    @Test
    void noTextOfACallerEndsAHeaderOfAPart() {
        JsonNode part = JsonTree.NODES
                .objectNode()
                .put("name", ATTACK)
                .put("filename", ATTACK)
                .put("contentType", "text/plain\r\nX: 1")
                .put("value", "v");
        String body =
                Bodies.multipart(JsonTree.NODES.arrayNode().add(part)).bytes().toString();
        String head = body.substring(0, body.indexOf("\r\n\r\n"));

        assertThat(head.lines()).hasSize(3);
        assertThat(head.lines().skip(1).findFirst().orElseThrow().chars().filter(c -> c == '"'))
                .hasSize(4);
        assertThat(head).endsWith("Content-Type: application/octet-stream");
    }

    @Test
    void noTextOfACallerLeavesItsPlace() {
        String form = Bodies.form(JsonTree.NODES.objectNode().put("a", ATTACK), ArrayStyle.INDEXED)
                .bytes()
                .toString();
        String xml = "<r a=\"" + Escapes.xml(ATTACK) + "\">" + Escapes.xml(ATTACK) + "</r>";
        JsonNode read = Decoder.of(RawFormat.XML, null, SchemaSource.NONE)
                .decode(Bodies.xml(xml).bytes(), null);

        assertThat(form.chars().filter(c -> c == '&' || c == '=')).hasSize(1);
        assertThat(read.fieldNames()).toIterable().containsExactly("a", "#text");
        assertThat(read.get("a").textValue()).isEqualTo(ATTACK.replace('\u0000', '\uFFFD'));
        assertThat(JsonTree.read("\"" + Escapes.json(ATTACK) + "\"").textValue())
                .isEqualTo(ATTACK);
        assertThat(Escapes.sparql("a\"\\\n'")).isEqualTo("a\\\"\\\\\\n\\'");
    }

    @Test
    void readsBinaryFromBase64AndText() {
        assertThat(Bodies.binary(JsonTree.read("{\"base64\":\"AQI=\"}")).bytes().getBytes())
                .containsExactly(1, 2);
        assertThat(Bodies.binary(JsonTree.read("\"data:image/png;base64,AQI=\""))
                        .bytes()
                        .getBytes())
                .containsExactly(1, 2);
        assertThat(Bodies.binary(JsonTree.read("\"text\"")).bytes()).hasToString("text");
        assertThatThrownBy(() -> Bodies.binary(JsonTree.read("{\"base64\":\"A\"}")))
                .isInstanceOf(MalformedContentException.class);
    }

    @Test
    void saysTheTypeOfEachKind() {
        assertThat(Bodies.json(JsonTree.read("{\"n\":1.10}")))
                .hasToString("Encoded[bytes={\"n\":1.10}, contentType=application/json]");
        assertThat(Bodies.text("x").contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(Bodies.xml("<x/>").contentType()).isEqualTo("application/xml");
        assertThat(Bodies.sparql("ASK {}").contentType()).isEqualTo("application/sparql-query");
        assertThat(Bodies.form("a=b").contentType()).isEqualTo("application/x-www-form-urlencoded");
    }
}
