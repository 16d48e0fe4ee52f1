package io.portolan.mcp.list;

import io.portolan.plan.McpResource;

/**
 * One file of a folder that is served as resources.
 *
 * @param uri by which it is read
 * @param path in the folder, with slashes
 */
public record ListedFile(McpResource folder, String uri, String path, String mimeType, long size) {}
