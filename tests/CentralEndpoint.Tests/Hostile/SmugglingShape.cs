using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>One way to write a request around another one, which is good and would be stored if it were ever taken for one.</summary>
internal sealed class SmugglingShape(Func<Sender, string, string> around)
{
    public (string Hidden, string Request) Around(Sender sender)
    {
        var hidden = RawRequest.Post(sender, $"[{sender.Activity().ToJsonString()}]");
        return (hidden, around(sender, hidden));
    }
}
