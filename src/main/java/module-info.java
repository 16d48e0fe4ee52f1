/** Portolan: runs Naftiko capability files as REST and MCP servers over the Vert.x event bus. */
module io.portolan {
    requires static transitive org.jspecify;
    requires transitive io.vertx.core;
    requires transitive io.vertx.web;
    requires static ch.qos.logback.classic;
    requires io.vertx.config;
    requires io.vertx.clustermanager.hazelcast;
    requires io.vertx.metrics.micrometer;
    requires com.hazelcast.core;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.google.protobuf;
    requires com.networknt.schema;
    requires info.picocli;
    requires java.xml;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.apache.avro;
    requires org.commonmark;
    requires org.commonmark.ext.gfm.tables;
    requires org.jsoup;
    requires org.slf4j;
    requires org.snakeyaml.engine.v2;

    exports io.portolan;
    exports io.portolan.options;

    provides io.vertx.config.spi.ConfigProcessor with
            io.portolan.cli.settings.Yaml12Processor;
}
