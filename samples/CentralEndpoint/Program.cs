using CentralEndpoint;
using CentralEndpoint.Commands;
using CentralEndpoint.Storage;

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
catch (Exception fault) when (DatabaseFault.Find(fault) is not null)
{
    await Console.Error.WriteLineAsync(
        $"The database cannot be used at the moment. {fault.GetBaseException().Message}"
    );
    return 1;
}
