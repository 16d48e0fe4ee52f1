// The SDK of the handshake era over stdio: node stdio-v1.mjs COMMAND ARGUMENTS...
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { summary } from './stdio-summary.mjs';

const [, , command, ...args] = process.argv;
const client = new Client({ name: 'portolan-test', version: '1' });
const transport = new StdioClientTransport({ command, args, env: process.env });
let agreed;
transport.setProtocolVersion = version => (agreed = version);
await client.connect(transport);
await summary(client, agreed);
