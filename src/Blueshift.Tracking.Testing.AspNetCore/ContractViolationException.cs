using System.Globalization;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Fails a test in which a client broke the wire contract. It names requests and places in them, never a value of a person.</summary>
public sealed class ContractViolationException : Exception
{
    private const int Shown = 10;

    /// <summary>Makes an exception without violations; for serialisers and tests.</summary>
    public ContractViolationException()
        : this("The wire contract was broken.") { }

    /// <summary>Makes an exception without violations; for serialisers and tests.</summary>
    /// <param name="message">What is wrong, without personal data.</param>
    public ContractViolationException(string message)
        : base(message) { }

    /// <summary>Makes an exception without violations; for serialisers and tests.</summary>
    /// <param name="message">What is wrong, without personal data.</param>
    /// <param name="innerException">Its cause.</param>
    public ContractViolationException(string message, Exception innerException)
        : base(message, innerException) { }

    internal ContractViolationException(IReadOnlyList<ContractViolation> violations)
        : this(Describe(violations)) => Violations = violations;

    /// <summary>Gets what was broken, in the order in which it came.</summary>
    public IReadOnlyList<ContractViolation> Violations { get; } = [];

    private static string Describe(IReadOnlyList<ContractViolation> violations)
    {
        var times = violations.Count == 1 ? "once" : Number(violations.Count) + " times";
        List<string> lines =
        [
            $"The client broke the wire contract {times}.",
            .. violations.Take(Shown).Select(violation => $"  {violation}"),
        ];
        if (violations.Count > Shown)
        {
            lines.Add($"  And {Number(violations.Count - Shown)} more: see {nameof(Violations)}.");
        }
        lines.Add(
            $"The numbers are those of {nameof(FakeCentralEndpoint)}.{nameof(FakeCentralEndpoint.Requests)}; the contract is docs/wire-contract.md. "
                + $"A test that breaks it on purpose sets {nameof(FakeCentralEndpointOptions)}.{nameof(FakeCentralEndpointOptions.ThrowOnViolation)} to false."
        );
        return string.Join(Environment.NewLine, lines);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
