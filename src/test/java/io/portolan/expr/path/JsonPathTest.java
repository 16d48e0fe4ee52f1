package io.portolan.expr.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonPathTest {

    private static final String STORE = """
            {"store":{"book":[
              {"category":"reference","author":"Nigel Rees","title":"Sayings of the Century","price":8.95},
              {"category":"fiction","author":"Evelyn Waugh","title":"Sword of Honour","price":12.99},
              {"category":"fiction","author":"Herman Melville","title":"Moby Dick","isbn":"0-553-21311-3","price":8.99},
              {"category":"fiction","author":"J. R. R. Tolkien","title":"The Lord of the Rings",
               "isbn":"0-395-19395-8","price":22.99}],
             "bicycle":{"color":"red","price":399}}}""";

    /** Path, document, expected nodes; {@link JsonPathComplianceTest} has the public suite. */
    private static final String[][] NODES = {
        {"$", "{\"a\":1}", "[{\"a\":1}]"},
        {"$.a", "{\"a\":\"A\",\"b\":\"B\"}", "[\"A\"]"},
        {"$.a.b", "{\"a\":{\"b\":null}}", "[null]"},
        {"$.a", "[1]", "[]"},
        {"$['a']", "{\"a\":1}", "[1]"},
        {"$[\"a\"]", "{\"a\":1}", "[1]"},
        {"$['\\'']", "{\"'\":1}", "[1]"},
        {"$[\"\\\"\"]", "{\"\\\"\":1}", "[1]"},
        {"$['\\u263A']", "{\"\u263a\":1}", "[1]"},
        {"$['\\uD83D\\uDE00']", "{\"\ud83d\ude00\":1}", "[1]"},
        {"$['\\\\\\/']", "{\"\\\\/\":1}", "[1]"},
        {"$.☺", "{\"☺\":1}", "[1]"},
        {"$[0]", "[1,2]", "[1]"},
        {"$[-1]", "[1,2]", "[2]"},
        {"$[-3]", "[1,2]", "[]"},
        {"$[2]", "[1,2]", "[]"},
        {"$[0]", "{\"0\":1}", "[]"},
        {"$['a','d']", "{\"a\":1,\"d\":2}", "[1,2]"},
        {"$[0,0]", "[1]", "[1,1]"},
        {"$[0,1:3,*]", "[1,2,3]", "[1,2,3,1,2,3]"},
        {"$[*]", "[1,[2]]", "[1,[2]]"},
        {"$.*", "{\"a\":1,\"b\":2}", "[1,2]"},
        {"$.*", "1", "[]"},
        {"$[1:3]", "[0,1,2,3]", "[1,2]"},
        {"$[1:3:]", "[0,1,2,3]", "[1,2]"},
        {"$[ 1 : 5 : 2 ]", "[0,1,2,3,4,5]", "[1,3]"},
        {"$[::-1]", "[0,1,2]", "[2,1,0]"},
        {"$[5:1:-2]", "[0,1,2,3,4,5,6]", "[5,3]"},
        {"$[:2:-1]", "[0,1,2,3,4]", "[4,3]"},
        {"$[::0]", "[0,1]", "[]"},
        {"$[-2:]", "[0,1,2]", "[1,2]"},
        {"$[3:1]", "[0,1,2,3]", "[]"},
        {"$[0:9007199254740991]", "[0]", "[0]"},
        {"$..a", "{\"a\":1,\"b\":[{\"a\":2},{\"c\":{\"a\":3}}]}", "[1,2,3]"},
        {"$..[0]", "[[1],[2]]", "[[1],1,2]"},
        {"$..*", "{\"o\":[1,{\"a\":2}]}", "[[1,{\"a\":2}],1,{\"a\":2},2]"},
        {"$..[*].x", "[[{\"x\":1}]]", "[1]"},
        {"$ .a [0]", "{\"a\":[7]}", "[7]"},
        {"$[?@.a]", "[{\"a\":null},{\"b\":1}]", "[{\"a\":null}]"},
        {"$[?!@.a]", "[{\"a\":null},{\"b\":1}]", "[{\"b\":1}]"},
        {"$[?(@.a)]", "[{\"a\":1},{\"b\":1}]", "[{\"a\":1}]"},
        {"$[?@.a==1]", "[{\"a\":1},{\"a\":1.0},{\"a\":\"1\"},{\"b\":1}]", "[{\"a\":1},{\"a\":1.0}]"},
        {"$[?@.a!=1]", "[{\"a\":1},{\"a\":2},{}]", "[{\"a\":2},{}]"},
        {"$[?@.a==@.b]", "[{\"a\":1},{}]", "[{}]"},
        {"$[?@.a==null]", "[{\"a\":null},{}]", "[{\"a\":null}]"},
        {"$[?@.a<'b']", "[{\"a\":\"a\"},{\"a\":\"b\"},{\"a\":1}]", "[{\"a\":\"a\"}]"},
        {"$[?@.a<=2]", "[{\"a\":1},{\"a\":2},{\"a\":3}]", "[{\"a\":1},{\"a\":2}]"},
        {"$[?@.a>=true]", "[{\"a\":true},{\"a\":false}]", "[{\"a\":true}]"},
        {"$[?@.a>'c']", "[{\"a\":\"d\"},{}]", "[{\"a\":\"d\"}]"},
        {"$[?@.a==-0.1e1]", "[{\"a\":-1}]", "[{\"a\":-1}]"},
        {"$[?@==$[0]]", "[[1,{\"x\":1.0}],[1,{\"x\":1}],2]", "[[1,{\"x\":1.0}],[1,{\"x\":1}]]"},
        {"$[?@.a&&@.b||@.c]", "[{\"a\":1},{\"a\":1,\"b\":1},{\"c\":1}]", "[{\"a\":1,\"b\":1},{\"c\":1}]"},
        {"$[?@.a && (@.b || @.c)]", "[{\"a\":1,\"c\":1},{\"c\":1}]", "[{\"a\":1,\"c\":1}]"},
        {"$[?!(@.a==1)]", "[{\"a\":1},{\"a\":2}]", "[{\"a\":2}]"},
        {"$[?@[?@>1]]", "[[0],[2]]", "[[2]]"},
        {"$[?@.*]", "[1,[],[2],{}]", "[[2]]"},
        {"$[?length(@.a)>=2]", "[{\"a\":\"☺☺\"},{\"a\":[1]},{\"a\":3}]", "[{\"a\":\"☺☺\"}]"},
        {"$[?length(@.a)==length(@.b)]", "[{\"a\":1}]", "[{\"a\":1}]"},
        {"$[?count(@..*)>1]", "[[1],[1,2]]", "[[1,2]]"},
        {"$[?value(@..c)==1]", "[{\"c\":1},{\"c\":1,\"d\":{\"c\":1}}]", "[{\"c\":1}]"},
        {"$[?match(@.a,'a.*')]", "[{\"a\":\"ab\"},{\"a\":\"ba\"},{\"a\":1}]", "[{\"a\":\"ab\"}]"},
        {"$[?search(@.a,'b')]", "[{\"a\":\"abc\"},{\"a\":\"ac\"}]", "[{\"a\":\"abc\"}]"},
        {"$[?match(@,'^a$')]", "[\"a\",\"^a$\"]", "[\"a\"]"},
        {"$[?search(@,'a$')]", "[\"ba\",\"a\\n\",\"ab\"]", "[\"ba\"]"},
        {"$[?search(@,'^a|[$^]\\\\^')]", "[\"ab\",\"ba\",\"b$^\"]", "[\"ab\",\"b$^\"]"},
        {"$[?match(@,'a.b')]", "[\"a\\nb\",\"axb\",\"a\u2028b\"]", "[\"axb\",\"a\u2028b\"]"},
        {"$[?match(@,'(?i)a')]", "[\"A\"]", "[]"},
        {"$[?@.b==$.x]", "[{\"b\":1}]", "[]"},
        {"$.store.book[*].author", STORE, "[\"Nigel Rees\",\"Evelyn Waugh\",\"Herman Melville\",\"J. R. R. Tolkien\"]"},
        {"$..book[2].title", STORE, "[\"Moby Dick\"]"},
        {"$..book[?@.isbn && @.price < 10].title", STORE, "[\"Moby Dick\"]"},
        {"$..price", STORE, "[8.95,12.99,8.99,22.99,399]"},
    };

    private static final String[] REFUSED = {
        "",
        "$..",
        "$.a.",
        "$[",
        "$[]",
        "$[a]",
        "$['a'",
        "$[\"a']",
        "$[01]",
        "$[-0]",
        "$[-]",
        "$[1.0]",
        "$[1,]",
        "$[,1]",
        "$[9007199254740992]",
        "$[1:01]",
        "$['\\x']",
        "$['\\uD800']",
        "$['\\uDE00x']",
        "$[\"\\'\"]",
        "$['a\u0001']",
        "$. a",
        "$...a",
        "$.a,b",
        "$.(a)",
        "$[?]",
        "$[?()]",
        "$[?1]",
        "$[?'a']",
        "$[?@.a=1]",
        "$[?@.a==]",
        "$[?@.*==1]",
        "$[?@..a==1]",
        "$[?@[0,1]==1]",
        "$[?@.a==01]",
        "$[?@.a==1.]",
        "$[?@.a & @.b]",
        "$[?@.a | @.b]",
        "$[?(@.a]",
        "$[?!@.a==1]",
        "$[?length(@.a)]",
        "$[?count(1)>0]",
        "$[?length(@.*)>0]",
        "$[?length()>0]",
        "$[?count(@.a,@.b)>0]",
        "$[?match(@.a)]",
        "$[?match(@.a,'x')==true]",
        "$[?foo(@.a)]",
        "$[?@.a =~ /x/]",
        "$.sum()",
        "$a)",
    };

    @Test
    void findsTheNodesThatRfc9535Names() {
        for (String[] row : NODES) {
            assertThat(JsonPath.parse(row[0]).nodes(JsonTree.read(row[1])))
                    .as("%s of %s", row[0], row[1])
                    .isEqualTo(all(row[2]));
        }
    }

    @Test
    void refusesWhatIsNoPathWithItsColumn() {
        for (String path : REFUSED) {
            assertThatThrownBy(() -> JsonPath.parse(path))
                    .as("path <%s>", path)
                    .isInstanceOfSatisfying(PathSyntaxException.class, fault -> {
                        assertThat(fault.column()).isBetween(1, path.length() + 1);
                        assertThat(fault.reason()).isNotBlank();
                    });
        }
    }

    @Test
    void readsWhatFilesWriteBesides() {
        String[][] rows = {
            {"$.", "{\"a\":1}", "{\"a\":1}"},
            {"a.b", "{\"a\":{\"b\":1}}", "1"},
            {"@.a", "{\"a\":1}", "1"},
            {"$.first name", "{\"first name\":1}", "1"},
            {"$.user-id", "{\"user-id\":1}", "1"},
            {"$.@type", "{\"@type\":1}", "1"},
            {"$.$ref", "{\"$ref\":1}", "1"},
            {"$.['a']", "{\"a\":1}", "1"},
            {"$.@odata.count", "{\"@odata.count\":3}", "3"},
            {"$.x.odata.count.y", "{\"x\":{\"odata.count\":{\"y\":4}}}", "4"},
            {"$.odata.count", "{\"odata\":{\"count\":1},\"odata.count\":2}", "1"},
            {"$.odata.count", "{\"odata\":{},\"odata.count\":2}", "2"},
            {"$.items.length()", "{\"items\":[1,2]}", "2"},
            {"$.items.length", "{\"items\":[1,2]}", "2"},
            {"$.items.length", "{\"items\":{\"length\":9}}", "9"},
            {"$.a", "{\"a\":null}", "null"},
            {"$.items[*].id", "{\"items\":[]}", "[]"},
            {"$..id", "{\"a\":[{\"id\":1},{\"id\":2}]}", "[1,2]"},
            {"$.n", "{\"n\":123456789012345678901234567890.10}", "123456789012345678901234567890.10"},
        };
        for (String[] row : rows) {
            JsonNode found = JsonPath.parse(row[0]).select(JsonTree.read(row[1]));
            assertThat(found).as(row[0]).isNotNull();
            assertThat(JsonTree.text(found)).as(row[0]).isEqualTo(row[2]);
        }
    }

    @Test
    void aDefinitePathThatFindsNothingIsNull() {
        assertThat(JsonPath.parse("$.a.b[0]").select(JsonTree.read("{\"a\":{}}")))
                .isNull();
        assertThat(JsonPath.parse("$['a.b']").select(JsonTree.read("{\"a\":{\"b\":1}}")))
                .isNull();
    }

    @Test
    void stopsAtAPathThatLooksAtTooMuch() {
        JsonNode deep = JsonTree.read("[".repeat(150) + "1,1,1" + "]".repeat(150));

        assertThatThrownBy(() -> JsonPath.parse("$..*..*..*..*..*").nodes(deep))
                .isInstanceOf(PathLimitException.class)
                .hasMessageContaining("$..*..*");
    }

    @Test
    void stopsAPatternThatNeverEnds() {
        JsonNode root = JsonTree.read("[\"" + "a".repeat(5000) + "b\"]");

        assertThatThrownBy(() -> JsonPath.parse("$[?match(@,'(.*.*.*.*.*.*)*(.*.*.*)*c')]")
                        .nodes(root))
                .isInstanceOf(PathLimitException.class);
    }

    @Test
    void isEqualByItsText() {
        assertThat(JsonPath.parse(" $.a ")).isEqualTo(JsonPath.parse("a")).hasToString("$.a");
    }

    private static List<JsonNode> all(String array) {
        List<JsonNode> nodes = new ArrayList<>();
        JsonTree.read(array).forEach(nodes::add);
        return nodes;
    }
}
