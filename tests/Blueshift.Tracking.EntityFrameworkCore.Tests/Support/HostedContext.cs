using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is the context that most tests register.</summary>
internal sealed class HostedContext(DbContextOptions<HostedContext> options) : HostContext(options);
