package io.portolan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;

/** An answer that has to be one of our own problem documents (RFC 9457). */
public final class ProblemAnswer {

    /**
     * Fails unless the answer is a whole problem document of this kind.
     *
     * @param kind the last part of its type
     * @return the document
     */
    public static JsonObject of(HttpResponse<Buffer> answer, int status, String kind) {
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
        assertThat(answer.getHeader("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.getHeader("x-request-id")).isNotBlank();
        JsonObject problem = answer.bodyAsJsonObject();
        assertThat(problem.getString("type")).isEqualTo("urn:portolan:problem:" + kind);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("instance")).isEqualTo("urn:uuid:" + answer.getHeader("x-request-id"));
        return problem;
    }

    private ProblemAnswer() {}
}
