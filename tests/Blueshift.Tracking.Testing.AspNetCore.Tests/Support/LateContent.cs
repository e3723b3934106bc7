using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

/// <summary>Is a body whose request is on the wire, and of which each part follows when the test sends it.</summary>
internal sealed class LateContent : HttpContent
{
    private readonly string[] _parts;
    private readonly TaskCompletionSource[] _sent;

    public LateContent(params string[] parts)
    {
        _parts = parts;
        _sent = [.. parts.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
    }

    public void Send(int part) => _sent[part].SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.FlushAsync();
        for (var part = 0; part < _parts.Length; part++)
        {
            await _sent[part].Task;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(_parts[part]));
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
