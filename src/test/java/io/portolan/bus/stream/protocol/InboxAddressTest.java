package io.portolan.bus.stream.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.HostAndPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InboxAddressTest {

    @ParameterizedTest
    @CsvSource({"a@node.example:5703, node.example", "a@10.1.2.3:5703, 10.1.2.3", "a@[fd00::1]:5703, fd00::1"})
    void saysWhereANodeTakesConnections(String text, String host) {
        InboxAddress address = InboxAddress.parse(text);

        assertThat(address).isEqualTo(new InboxAddress("a", HostAndPort.create(host, 5703)));
        assertThat(address).hasToString(text);
    }

    @Test
    void mayBeOfTheEventBusAlone() {
        InboxAddress address = InboxAddress.parse("portolan:streams:1");

        assertThat(address).isEqualTo(new InboxAddress("portolan:streams:1", null));
        assertThat(address).hasToString("portolan:streams:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@", "a@host", "a@host:", "a@:5703", "a@host:0", "a@host:99999", "a@fd00::1:5703", "a@x y:1"})
    void isOfTheEventBusAloneWhereNobodyCouldConnect(String text) {
        assertThat(InboxAddress.parse(text)).isEqualTo(new InboxAddress("a", null));
    }
}
