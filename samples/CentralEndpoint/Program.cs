using CentralEndpoint;
using CentralEndpoint.Commands;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

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
catch (Exception fault) when (fault is SqliteException or DbUpdateException)
{
    await Console.Error.WriteLineAsync(
        $"The database cannot be used at the moment. {fault.GetBaseException().Message}"
    );
    return 1;
}
