package io.portolan.bus;

/** One header field, as it travels between an edge and a consumer. */
public record Header(String name, String value) {}
