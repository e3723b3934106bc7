namespace Demo;

/// <summary>Is what the demo is started with.</summary>
/// <param name="IsCheck">Whether it tells its story once and ends, without invented clients and without a panel.</param>
/// <param name="UsesPostgres">Whether there are two endpoints over one PostgreSQL database.</param>
internal sealed record DemoArguments(bool IsCheck, bool UsesPostgres)
{
    private const string Check = "--check";
    private const string Postgres = "--postgres";

    public const string Usage = $"Usage: dotnet run --project samples/Demo [-- [{Check}] [{Postgres}]]";

    /// <summary>Reads them.</summary>
    /// <returns><see langword="null"/> where they are others.</returns>
    public static DemoArguments? Read(IReadOnlyCollection<string> args)
    {
        string[] known = [Check, Postgres];
        return args.All(known.Contains) && args.Distinct(StringComparer.Ordinal).Count() == args.Count
            ? new DemoArguments(args.Contains(Check), args.Contains(Postgres))
            : null;
    }
}
