// The SDK of the handshake era: node v1.mjs URL
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { summary } from './summary.mjs';

const transport = new StreamableHTTPClientTransport(new URL(process.argv[2]));
const client = new Client({ name: 'portolan-test', version: '1' });
await client.connect(transport);
await summary(client, transport.protocolVersion);
