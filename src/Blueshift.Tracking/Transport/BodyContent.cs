using System.Net;

namespace Blueshift.Tracking.Transport;

/// <summary>Is a body in rented memory, of a request or of an answer.</summary>
internal sealed class BodyContent(BodyBuffer body) : HttpContent
{
    /// <summary>Gets the bytes, until <see cref="Return"/>.</summary>
    [UserActivityPersonalData]
    public ReadOnlyMemory<byte> Bytes => body.Written;

    /// <summary>Gives the memory back, after an exchange that was read to its end.</summary>
    public void Return() => body.Return();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    ) => await stream.WriteAsync(body.Written, cancellationToken).ConfigureAwait(false);

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
