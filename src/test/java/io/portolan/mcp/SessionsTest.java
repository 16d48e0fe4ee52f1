package io.portolan.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.server.McpMethods;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a client of each revision asks and gets, byte by byte. The system property {@code portolan.golden=write} writes
 * the sessions anew; whoever does so reads them line by line.
 */
final class SessionsTest {

    private static final Path SESSIONS = Path.of("src", "test", "resources", "mcp", "sessions");

    /** Method and params, in single quotes. */
    private static final List<List<String>> REQUESTS = List.of(
            List.of("tools/list", ""),
            List.of("tools/call", "'name':'get-batch','arguments':{'batch_id':'b1'}"),
            List.of("tools/call", "'name':'get-batch','arguments':{'batch':'b1'}"),
            List.of("tools/call", "'name':'mixed'"),
            List.of("tools/call", "'name':'sound'"),
            List.of("tools/call", "'name':'broken'"),
            List.of("tools/call", "'name':'slow'"),
            List.of("tools/call", "'name':'none'"),
            List.of("resources/list", ""),
            List.of("resources/templates/list", ""),
            List.of("resources/read", "'uri':'crm://latest'"),
            List.of("resources/read", "'uri':'docs://files/dot.png'"),
            List.of("resources/read", "'uri':'crm://none'"),
            List.of("prompts/list", ""),
            List.of("prompts/get", "'name':'trip','arguments':{'city':'Bonn'}"),
            List.of("prompts/get", "'name':'rich'"),
            List.of(
                    "completion/complete",
                    "'ref':{'type':'ref/prompt','name':'trip'},'argument':{'name':'city','value':'B'}"),
            List.of("ping", ""),
            List.of("resources/subscribe", "'uri':'crm://latest'"),
            List.of("nonsense", ""));

    @ParameterizedTest
    @EnumSource(Revision.class)
    void answersEachRevisionWithTheBytesOfItsSession(Revision revision) throws Exception {
        McpMethods methods = Fixture.methods(FullEndpoint.ENDPOINT, FullEndpoint.UPSTREAM);
        Client client = new Client(methods, revision);
        List<String> session = new ArrayList<>(greeting(methods, revision));
        for (List<String> request : REQUESTS) {
            Reply reply = client.ask(request.get(0), request.get(1));
            session.add("> " + client.message(request.get(0), request.get(1)));
            session.add("< " + reply.status() + " " + reply.json());
        }
        String text = String.join("\n", session) + "\n";

        Path golden = SESSIONS.resolve(revision.text() + ".txt");
        if ("write".equals(System.getProperty("portolan.golden"))) {
            Files.createDirectories(SESSIONS);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    private static List<String> greeting(McpMethods methods, Revision revision) throws Exception {
        List<Buffer> said = revision.modern()
                ? List.of(Fixture.modern("server/discover"))
                : List.of(
                        Fixture.legacy(
                                "initialize",
                                "\"protocolVersion\":\"" + revision.text() + "\"",
                                "\"capabilities\":{}",
                                "\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}"),
                        Fixture.message("\"method\":\"notifications/initialized\""));
        McpHeaders headers = revision.modern() ? Fixture.modernHeaders("server/discover", null) : Fixture.NO_HEADERS;
        List<String> session = new ArrayList<>();
        for (Buffer message : said) {
            Reply reply = Client.reply(methods.handle(message, headers));
            session.add("> " + message);
            session.add("< " + reply.status() + " " + reply.json());
        }
        return session;
    }
}
