// The SDK of both eras: node v2.mjs URL legacy|auto|<revision to insist on>
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { summary } from './summary.mjs';

const [, , url, mode] = process.argv;
const named = mode === 'legacy' || mode === 'auto';
const client = new Client(
    { name: 'portolan-test', version: '1' },
    { versionNegotiation: { mode: named ? mode : { pin: mode } } }
);
await client.connect(new StreamableHTTPClientTransport(new URL(url)));
await summary(client, client.getNegotiatedProtocolVersion());
