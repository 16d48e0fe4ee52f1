// Goes through all that a server offers, and prints what came of it as one line of JSON:
// node tour.mjs v1|v2 legacy|auto|<revision to insist on> URL | COMMAND ARGUMENT...
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';

const [, , sdk, mode, target, ...rest] = process.argv;
const named = mode === 'legacy' || mode === 'auto';
const info = { name: 'portolan-test', version: '1' };
const client =
    sdk === 'v1'
        ? new ClientV1(info)
        : new ClientV2(info, { versionNegotiation: { mode: named ? mode : { pin: mode } } });
const [Http, Stdio] = sdk === 'v1' ? [HttpV1, StdioV1] : [HttpV2, StdioV2];
await client.connect(
    /^https?:/.test(target)
        ? new Http(new URL(target))
        : new Stdio({ command: target, args: rest, stderr: 'ignore' })
);
const { tools } = await client.listTools();
const called = await client.callTool({ name: 'test_multiple_content_types', arguments: {} });
const { resources } = await client.listResources();
const read = await client.readResource({ uri: 'test://template/7/data' });
const { prompts } = await client.listPrompts();
const got = await client.getPrompt({ name: 'test_prompt_with_arguments', arguments: { arg1: 'a', arg2: 'é' } });
console.log(
    JSON.stringify({
        tools: tools.length,
        blocks: called.content.map(block => block.type),
        resources: resources.map(resource => resource.uri),
        text: read.contents[0].text,
        prompts: prompts.length,
        message: got.messages[0].content.text
    })
);
await client.close();
process.exit(0);
