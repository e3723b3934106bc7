using System.Globalization;
using Blueshift.Tracking.KillTarget;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.OutboxTarget;

/// <summary>Does what the test says, line by line, and says of each when it is done.</summary>
internal sealed class Commands(IServiceProvider services, int life) : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope = services.CreateAsyncScope();
    private IDbContextTransaction? _transaction;
    private int _recorded;

    private PeopleContext Context => _scope.ServiceProvider.GetRequiredService<PeopleContext>();

    public async Task RunAsync(string line)
    {
        var words = line.Split(' ');
        switch (words[0])
        {
            case "record":
                await RecordAsync(int.Parse(words[1], CultureInfo.InvariantCulture));
                break;
            case "save":
                _transaction = await Context.Database.BeginTransactionAsync();
                Context.People.Add(Person(words[1]));
                await Context.SaveChangesAsync();
                Console.WriteLine("saved");
                break;
            case "commit":
                await _transaction!.CommitAsync();
                Console.WriteLine("committed");
                break;
            default:
                throw new ArgumentException($"There is no command {words[0]}.", nameof(line));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_transaction?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _scope.DisposeAsync();
    }

    private async Task RecordAsync(int count)
    {
        var tracker = services.GetRequiredService<IUserActivityTracker>();
        for (var one = 0; one < count; one++)
        {
            var id = new NumberedId(life, 0, _recorded++);
            var person = Person($"user-{life}-{id.Number}");
            var user = new TrackedUser
            {
                Key = person.Id,
                FirstName = person.FirstName,
                LastName = person.LastName,
                Email = person.Email,
            };
            var result = await tracker.TrackAsync(UserActivity.Created(user).WithId(id.ToGuid()));
            Console.WriteLine(
                result.IsRecorded ? $"recorded: {result.ActivityId}" : $"refused: {result.RefusalReason}"
            );
        }
    }

    private static Person Person(string id) =>
        new()
        {
            Id = id,
            FirstName = "Amelia",
            LastName = "Nguyen",
            Email = "amelia.nguyen@customer.example",
        };
}
