using CentralEndpoint.Storage;

namespace CentralEndpoint.Commands;

/// <summary>What a command works with.</summary>
internal sealed class CommandContext(CentralEndpointSettings settings, TextWriter output, TextWriter error)
    : IDisposable
{
    private EndpointStore? _store;

    public CentralEndpointSettings Settings { get; } = settings;

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Gets the database, opened when a command first asks for it.</summary>
    public EndpointStore Store => _store ??= EndpointStore.Open(Settings);

    public void Dispose() => _store?.Dispose();
}
