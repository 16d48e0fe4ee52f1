// The SDK of both eras over stdio: node stdio-v2.mjs legacy|auto|<revision to insist on> COMMAND ARGUMENTS...
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { summary } from './stdio-summary.mjs';

const [, , mode, command, ...args] = process.argv;
const named = mode === 'legacy' || mode === 'auto';
const client = new Client(
    { name: 'portolan-test', version: '1' },
    { versionNegotiation: { mode: named ? mode : { pin: mode } } }
);
await client.connect(new StdioClientTransport({ command, args, env: process.env }));
await summary(client, client.getNegotiatedProtocolVersion());
