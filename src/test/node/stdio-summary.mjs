// Lists and calls what ships with Portolan, in the sandbox, and prints what came of it as one line of JSON.
export async function summary(client, protocolVersion) {
    const { tools } = await client.listTools();
    const made = await client.callTool({
        name: 'create-batch-job',
        arguments: { body: { input_files: ['f1 é'] } }
    });
    const found = await Promise.all(
        Array.from({ length: 20 }, () =>
            client.callTool({ name: 'get-batch-job', arguments: { job_id: made.structuredContent.id } })
        )
    );
    const none = await client.callTool({ name: 'get-batch-job', arguments: { job_id: 'none' } });
    console.log(
        JSON.stringify({
            protocolVersion,
            server: client.getServerVersion()?.name,
            tools: tools.length,
            files: [...new Set(found.flatMap(answer => answer.structuredContent.input_files))],
            none: none.isError
        })
    );
    await client.close();
}
