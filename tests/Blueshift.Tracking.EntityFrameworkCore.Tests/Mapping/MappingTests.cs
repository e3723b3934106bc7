using System.ComponentModel.DataAnnotations.Schema;
using Blueshift.Tracking.Configuration;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Mapping;

/// <summary>A mapping that could not be captured or compared is told at start, with entity and member.</summary>
[TestClass]
public sealed class MappingTests
{
    [TestMethod]
    public async Task A_whole_mapping_has_no_fault() =>
        Assert.IsEmpty(await FaultsAsync(static user => Names(user).ActiveWhen(one => one.IsActive)));

    [TestMethod]
    public async Task What_is_told_of_a_user_must_be_mapped() =>
        Assert.AreSequenceEqual(
            [
                "CaptureEntities<MappedContext>: Person: Email is not mapped. Add .Email(…), or .Email(_ => null) if there is none.",
                "CaptureEntities<MappedContext>: Person: FirstName is not mapped. Add .FirstName(…), or .FirstName(_ => null) if there is none.",
                "CaptureEntities<MappedContext>: Person: LastName is not mapped. Add .LastName(…), or .LastName(_ => null) if there is none.",
            ],
            await FaultsAsync(static _ => { })
        );

    [TestMethod]
    public async Task A_predicate_over_what_is_not_mapped_fails() =>
        Assert.AreEqual(
            "CaptureEntities<MappedContext>: Person: ActiveWhen cannot be used: IsRetired is no mapped property. Use mapped properties of Person.",
            (await FaultsAsync(static user => Names(user).ActiveWhen(one => !one.IsRetired))).Single()
        );

    [TestMethod]
    public async Task A_predicate_over_the_user_as_a_whole_fails() =>
        Assert.Contains(
            "Person: ActiveWhen cannot be used: it uses the user as a whole",
            (await FaultsAsync(static user => Names(user).ActiveWhen(one => IsFine(one)))).Single()
        );

    [TestMethod]
    public async Task A_predicate_over_an_owned_entity_fails() =>
        Assert.Contains(
            "Person: ActiveWhen cannot be used: it uses an owned entity",
            (await FaultsAsync(static user => Names(user).ActiveWhen(one => one.Owned!.First != null))).Single()
        );

    [TestMethod]
    public async Task A_predicate_that_the_database_does_not_know_is_asked_in_memory() =>
        Assert.IsEmpty(await FaultsAsync(static user => Names(user).ActiveWhen(one => IsShort(one.Email))));

    [TestMethod]
    public async Task A_key_that_cannot_be_written_fails() =>
        Assert.Contains(
            "Person: Key cannot be used: a key is a string, a Guid or an integer",
            (await FaultsAsync(static user => Names(user).Key(one => one.IsActive))).Single()
        );

    [TestMethod]
    public async Task Two_tables_with_integer_keys_fail()
    {
        var faults = await FaultsAsync(
            static user => Names(user),
            static capture =>
                capture.Track<Other>(static user => user.Email(_ => null).FirstName(_ => null).LastName(_ => null))
        );

        Assert.Contains("Person and Other have integer keys", faults.Single());
    }

    [TestMethod]
    public async Task A_type_that_is_no_entity_fails() =>
        Assert.Contains(
            "Note is no entity of the model",
            (
                await FaultsAsync(static user => Names(user), static capture => capture.Track<Note>(static _ => { }))
            ).Single()
        );

    private static UserMapBuilder<Person> Names(UserMapBuilder<Person> user) =>
        user.Email(one => one.Email).FirstName(one => one.Owned!.First).LastName(one => one.Owned!.Last);

    private static bool IsFine(Person person) => person.IsActive;

    private static bool IsShort(string? text) => text is null || text.Length < 9;

    private static async Task<IReadOnlyList<string>> FaultsAsync(
        Action<UserMapBuilder<Person>> map,
        Action<EntityCaptureBuilder>? more = null
    )
    {
        var services = new ServiceCollection();
        services
            .AddUserActivityTracking(TestHost.Settings)
            .CaptureEntities<MappedContext>(capture =>
            {
                capture.Track(map);
                more?.Invoke(capture);
            });
        services.AddDbContext<MappedContext>(static options => options.UseSqlite("Data Source=unused.db"));
        await using var provider = services.BuildServiceProvider();
        return provider.GetServices<IFurtherCheck>().SelectMany(static check => check.Faults(new())).ToList();
    }

    internal sealed class Person
    {
        public int Id { get; set; }

        public string? Email { get; set; }

        public bool IsActive { get; set; }

        [NotMapped]
        public bool IsRetired { get; set; }

        public MemberName? Owned { get; set; }
    }

    internal sealed class Other
    {
        public long Id { get; set; }
    }

    internal sealed class MappedContext(DbContextOptions<MappedContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Person>().OwnsOne(static one => one.Owned);
            modelBuilder.Entity<Other>();
        }
    }
}
