package io.portolan.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SealTest {

    private static final byte[] SECRET = bytes("a secret of the cluster");
    private static final byte[] PLAIN = bytes("{\"step\":1}");
    private static final byte[] BOUND = bytes("tools/call delete-batch");

    private final Seal seal = Seal.of(SECRET, "state");

    @Test
    void anyNodeThatKnowsTheSecretOpensWhatAnotherClosed() {
        String token = seal.close(PLAIN, BOUND);

        assertThat(Seal.of(SECRET, "state").open(token, BOUND)).isEqualTo(PLAIN);
    }

    @Test
    void aTokenShowsNothingAndIsNeverTheSameTwice() {
        String token = seal.close(PLAIN, BOUND);

        assertThat(token).matches("[A-Za-z0-9_-]+").isNotEqualTo(seal.close(PLAIN, BOUND));
    }

    @Test
    void nothingElseOpens() {
        String token = seal.close(PLAIN, BOUND);

        assertThat(seal.open(token, bytes("tools/call delete-all"))).isNull();
        assertThat(Seal.of(SECRET, "cursor").open(token, BOUND)).isNull();
        assertThat(Seal.of(Seal.randomSecret(), "state").open(token, BOUND)).isNull();
        assertThat(seal.open("", BOUND)).isNull();
        assertThat(seal.open("not base64!", BOUND)).isNull();
    }

    @Test
    void aChangedTokenDoesNotOpenWhereverItWasChanged() {
        String token = seal.close(PLAIN, BOUND);

        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            byte[] opened = seal.open(changed, BOUND);
            // The last character may hold bits that no byte has.
            assertThat(at == token.length() - 1 ? null : opened)
                    .as("changed at %s", at)
                    .isNull();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
