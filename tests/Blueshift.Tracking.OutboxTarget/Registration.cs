using System.Data.Common;
using Blueshift.Tracking.EntityFrameworkCore;
using Blueshift.Tracking.Relational;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Blueshift.Tracking.OutboxTarget;

/// <summary>Registers tracking in one of the ways in which a host may have an outbox.</summary>
internal static class Registration
{
    /// <summary>Has users captured in the saves of a context.</summary>
    public static void Capture(UserActivityTrackingBuilder tracking, OutboxProvider provider, string database)
    {
        tracking.Services.AddDbContext<PeopleContext>(options =>
            _ = provider == OutboxProvider.PostgreSql ? options.UseNpgsql(database) : options.UseSqlite(database)
        );
        tracking.CaptureEntities<PeopleContext>(capture =>
            capture.Track<Person>(user =>
                user.Email(one => one.Email).FirstName(one => one.FirstName).LastName(one => one.LastName)
            )
        );
    }

    /// <summary>Has nothing captured: the host tracks by itself. It starts in half the time, since it has no context.</summary>
    public static void Outbox(UserActivityTrackingBuilder tracking, string database)
    {
        tracking.Services.AddSingleton<DbDataSource>(_ => NpgsqlDataSource.Create(database));
        tracking.UseOutbox(OutboxProvider.PostgreSql);
    }
}
