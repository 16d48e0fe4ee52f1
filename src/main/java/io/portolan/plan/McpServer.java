package io.portolan.plan;

import java.util.List;

/**
 * Everything one MCP port serves.
 *
 * @param port 0 for any free one
 */
public record McpServer(int port, List<McpEndpoint> endpoints) {

    public McpServer {
        endpoints = List.copyOf(endpoints);
    }
}
