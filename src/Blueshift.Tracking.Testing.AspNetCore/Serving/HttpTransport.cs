using System.IO.Pipelines;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Is what HTTP reads from and writes to.</summary>
internal sealed class HttpTransport(PipeReader input, PipeWriter output) : IDuplexPipe
{
    public PipeReader Input => input;

    public PipeWriter Output => output;
}
