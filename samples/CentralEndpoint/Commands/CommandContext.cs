using CentralEndpoint.Storage;

namespace CentralEndpoint.Commands;

/// <summary>What a command works with.</summary>
internal sealed record CommandContext(
    EndpointStore Store,
    CentralEndpointSettings Settings,
    TextWriter Output,
    TextWriter Error
);
