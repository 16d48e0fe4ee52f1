package io.portolan;

import java.io.InputStream;
import java.io.OutputStream;

/** Two streams to serve MCP over, instead of ports to listen on. */
record Pipes(InputStream in, OutputStream out) {}
