using System.Globalization;
using System.Text;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is one connection of a <see cref="HostileServer"/>: it reads requests of HTTP/1.1 and writes whatever a test wants.</summary>
internal sealed class ServedConnection(Stream stream, HostileServer server, CancellationToken stop)
{
    public CancellationToken Stop => stop;

    public async Task ReadToEndAsync()
    {
        var buffer = new byte[4096];
        int read;
        while ((read = await stream.ReadAsync(buffer, stop)) > 0)
        {
            server.Keep(buffer.AsSpan(0, read));
        }
    }

    /// <summary>Reads one request to the end of its body.</summary>
    /// <returns>Its body, or <see langword="null"/> when the connection ended.</returns>
    public async Task<byte[]?> ReadRequestAsync()
    {
        var head = new MemoryStream();
        while (!EndsHead(head))
        {
            var next = new byte[1];
            if (await stream.ReadAsync(next, stop) == 0)
            {
                return null;
            }
            server.Keep(next);
            head.Write(next);
        }
        var body = new byte[Length(Encoding.ASCII.GetString(head.ToArray()))];
        await stream.ReadExactlyAsync(body, stop);
        server.Keep(body);
        return body;
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, stop);
        await stream.FlushAsync(stop);
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.Latin1.GetBytes(text));

    private static bool EndsHead(MemoryStream head) =>
        head.Length >= 4 && head.ToArray().AsSpan()[^4..].SequenceEqual("\r\n\r\n"u8);

    private static int Length(string head) =>
        int.Parse(
            head.Split("\r\n")
                .First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                .Split(':')[1],
            CultureInfo.InvariantCulture
        );
}
