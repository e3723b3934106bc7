namespace Demo.Panel.Pressing;

/// <summary>Is a button of the panel.</summary>
/// <param name="Target">What it acts on; one thing at a time is done to each.</param>
/// <param name="Verb">What it does, in its address.</param>
/// <param name="Label">What is written on it.</param>
/// <param name="IsOffered">Whether it makes sense now.</param>
/// <param name="ActAsync">Does it, and says what came of it.</param>
public sealed record Button(
    string Target,
    string Verb,
    string Label,
    Func<bool> IsOffered,
    Func<CancellationToken, Task<string>> ActAsync
)
{
    public string Address => $"/press/{Target}/{Verb}";
}
