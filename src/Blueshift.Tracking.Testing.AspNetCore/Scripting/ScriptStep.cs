using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.Testing.AspNetCore.Scripting;

/// <summary>Is what happens to one request. Its name stands in the record of the request.</summary>
internal sealed class ScriptStep(string name, Func<Exchange, Task> runAsync)
{
    public string Name { get; } = name;

    /// <summary>Gets whether it acts while the body is still coming.</summary>
    public bool ActsBeforeBody { get; init; }

    public Task RunAsync(Exchange exchange) => runAsync(exchange);
}
