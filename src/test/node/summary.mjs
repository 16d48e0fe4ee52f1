// Lists and calls tools, and prints what came of it as one line of JSON.
export async function summary(client, protocolVersion) {
    const { tools } = await client.listTools();
    const called = await client.callTool({ name: 'get-batch', arguments: { batch_id: 'b1 é' } });
    const wrong = await client.callTool({ name: 'get-batch', arguments: { id: 'b1' } });
    console.log(
        JSON.stringify({
            protocolVersion,
            server: client.getServerVersion()?.name,
            instructions: client.getInstructions(),
            tools: tools.map(tool => tool.name),
            text: called.content[0].text,
            structured: called.structuredContent,
            wrong: wrong.isError
        })
    );
    await client.close();
}
