using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a credential that becomes another one when it is read again, if the test says so.</summary>
internal sealed class ChangingCredential(string token) : ICredential
{
    private string _token = token;

    public string? Next { get; set; }

    public string Current() => _token;

    public bool Reread()
    {
        if (Next is null)
        {
            return false;
        }
        (_token, Next) = (Next, null);
        return true;
    }
}
