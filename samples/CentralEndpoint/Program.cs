using CentralEndpoint;
using CentralEndpoint.Commands;

try
{
    var line = CommandLine.Parse(args);
    if (line.IsCommand)
    {
        return await line.RunAsync(Console.Out, Console.Error);
    }

    await using var app = CentralEndpointApplication.Create(args);
    await app.ServeAsync(Console.Out);
    return 0;
}
catch (EndpointFaultException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}
