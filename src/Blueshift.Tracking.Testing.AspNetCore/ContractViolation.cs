using System.Globalization;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is one thing in which a client's request broke the wire contract. It holds no value of a person.</summary>
public sealed class ContractViolation
{
    internal ContractViolation(int requestNumber, string message)
    {
        RequestNumber = requestNumber;
        Message = message;
    }

    /// <summary>Gets which request it was: its <see cref="ReceivedRequest.Number"/>.</summary>
    public int RequestNumber { get; }

    /// <summary>Gets what is wrong, and what is right. What is wrong is named by its place, never by its value.</summary>
    public string Message { get; }

    /// <summary>Returns the number and the message.</summary>
    /// <returns>For example <c>Request 3: an endpoint rejects activity 0 of 2: missing-field at /subject.</c></returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Request {RequestNumber}: {Message}");
}
