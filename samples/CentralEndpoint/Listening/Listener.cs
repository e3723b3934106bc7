using Microsoft.AspNetCore.Connections;

namespace CentralEndpoint.Listening;

/// <summary>Marks every connection with the listener it came in by, so that neither listener answers the other's routes.</summary>
internal sealed class Listener
{
    public static readonly Listener Ingest = new();
    public static readonly Listener Pages = new();

    private Listener() { }

    public bool Took(HttpContext context) => context.Features.Get<Listener>() == this;

    public void Mark(IConnectionBuilder connections) =>
        connections.Use(
            (connection, next) =>
            {
                connection.Features.Set(this);
                return next(connection);
            }
        );
}
