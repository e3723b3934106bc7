using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Benchmarks.Saving;

/// <summary>Is a host that saves users, each in a context of its own as a request has it, on a database of its own.</summary>
internal sealed class SavingSide : IAsyncDisposable
{
    // What the outbox keeps of a user such as these.
    private const int PayloadLength = 330;
    private const int SubjectLength = 16;

    private readonly ServiceProvider _provider;
    private readonly StatementCounter _statements;
    private readonly bool _addsRow;
    private int _saved;

    private SavingSide(ServiceProvider provider, StatementCounter statements, bool addsRow)
    {
        _provider = provider;
        _statements = statements;
        _addsRow = addsRow;
    }

    /// <summary>Makes a host and its tables.</summary>
    /// <param name="use">Lets its contexts use the database.</param>
    /// <param name="track">Adds tracking, or nothing.</param>
    public static async Task<SavingSide> MakeAsync<TContext>(
        Action<DbContextOptionsBuilder> use,
        Action<IServiceCollection>? track = null
    )
        where TContext : SavingContext
    {
        var statements = new StatementCounter();
        var services = new ServiceCollection();
        services.AddDbContext<TContext>(options =>
        {
            use(options);
            options.AddInterceptors(statements);
        });
        services.AddScoped<SavingContext>(static provider => provider.GetRequiredService<TContext>());
        track?.Invoke(services);
        var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SavingContext>().Database.EnsureCreatedAsync();
        return new SavingSide(provider, statements, typeof(TContext) == typeof(SavingContext.ByHand));
    }

    /// <summary>Saves one new user.</summary>
    /// <returns>Microseconds, from the new user to the end of the save.</returns>
    public async Task<double> SaveAsync()
    {
        await using var scope = _provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<SavingContext>();
        var number = ++_saved;
        var began = Stopwatch.GetTimestamp();
        context.Add(User(number));
        if (_addsRow)
        {
            context.Add(Row(number));
        }
        await context.SaveChangesAsync();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
    }

    /// <summary>Saves one new user, and counts.</summary>
    public async Task<int> StatementsOfSaveAsync()
    {
        var before = _statements.Count;
        await SaveAsync();
        return _statements.Count - before;
    }

    /// <summary>Loads the last user, changes what matters to nobody else, saves, and counts.</summary>
    public async Task<int> StatementsOfOtherAsync()
    {
        await using var scope = _provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<SavingContext>();
        var before = _statements.Count;
        var user = await context.Users.SingleAsync(one => one.Id == Key(_saved));
        user.FailedLogins++;
        await context.SaveChangesAsync();
        return _statements.Count - before;
    }

    /// <summary>Counts the rows that came with the users, so that nothing is measured that did not happen.</summary>
    public async Task<long> CountAsync(FormattableString query)
    {
        await using var scope = _provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<SavingContext>();
        return await context.Database.SqlQuery<long>(query).SingleAsync();
    }

    /// <summary>Gets how many users were saved.</summary>
    public int Saved => _saved;

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private static SavedUser User(int number) =>
        new()
        {
            Id = Key(number),
            Email = $"amelia.nguyen.{number}@customer.example",
            FirstName = "Amelia",
            LastName = "Nguyen",
        };

    private static string Key(int number) => $"3f2504e0-4f89-41d3-9a0c-{number:x12}";

    private static HandRow Row(int number) =>
        new()
        {
            Id = Guid.CreateVersion7().ToByteArray(bigEndian: true),
            Instance = "acme-prod",
            Subject = SHA256.HashData(BitConverter.GetBytes(number))[..SubjectLength],
            Payload = RandomNumberGenerator.GetBytes(PayloadLength),
            Size = PayloadLength,
            RecordedAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
        };
}
