using System.Globalization;
using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Retention;

/// <summary>Lists what is deleted by its age, in the order in which it is.</summary>
internal sealed class RetentionTable
{
    private readonly EndpointStore _store;
    private readonly RetentionSettings _keep;

    public RetentionTable(
        EndpointStore store,
        CentralEndpointSettings settings,
        AuditChain chain,
        AuditVerification verification
    )
    {
        _store = store;
        _keep = settings.Retention;
        Kinds =
        [
            Names(),
            Requests(),
            Messages("messages", $"{Days(_keep.MessageDays)} after it was dealt with", _keep.MessageDays, true),
            Messages(
                "unhandled-messages",
                $"{Days(_keep.UnhandledMessageDays)} after it came, where nobody dealt with it",
                _keep.UnhandledMessageDays,
                false
            ),
            Forget(),
            Sessions(),
            Tokens(),
            Audit(chain, verification),
        ];
    }

    public IReadOnlyList<RetentionKind> Kinds { get; }

    /// <summary>Gives when what is due is next deleted.</summary>
    public DateTimeOffset NextRun(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(_keep.Hour);
        return today > now ? today : today.AddDays(1);
    }

    private static string Months(int count) => Counted(count, "month");

    private static string Days(int count) => Counted(count, "day");

    private static string Counted(int count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");

    private ProfileRetention Names() =>
        new(_store, new ProfileStripper(new ProfileSealer(_store.Key)))
        {
            Word = "names",
            What = "names and email addresses of users",
            HowLong = $"while the user is active, and {Months(_keep.ProfileMonths)} after the removal",
            Cutoff = now => now.AddMonths(-_keep.ProfileMonths),
        };

    private ForgetRetention Forget() =>
        new(_store)
        {
            Word = "forget",
            What = "the code of an erased user, to ask the client to forget them",
            HowLong = $"until the client confirms it, {Days(_keep.ForgetDays)} at most",
            Cutoff = now => now.AddDays(-_keep.ForgetDays),
        };

    private AuditRetention Audit(AuditChain chain, AuditVerification verification) =>
        new(_store, chain, verification)
        {
            Word = "audit",
            What = "who of the vendor's staff saw or did what, and when",
            HowLong = Months(_keep.AuditMonths),
            Cutoff = now => now.AddMonths(-_keep.AuditMonths),
        };

    private RowRetention Requests() =>
        new(
            _store,
            static (db, before) => RequestRetention.ClosedRequests(db, before).CountAsync(),
            static (db, before, rows) => RequestRetention.EmptyAsync(RequestRetention.ClosedRequests(db, before), rows)
        )
        {
            Word = "requests",
            What = "what came with a request about your rights: who asked, how to reach them, what they wrote",
            HowLong = $"until it is closed, and {Months(_keep.RequestMonths)} after",
            Cutoff = now => now.AddMonths(-_keep.RequestMonths),
        };

    private RowRetention Messages(string word, string howLong, int days, bool isClosed)
    {
        return new(
            _store,
            (db, before) => Due(db, before).CountAsync(),
            (db, before, rows) => RequestRetention.EmptyAsync(Due(db, before), rows)
        )
        {
            Word = word,
            What = "any other message of the contact form, and who sent it",
            HowLong = howLong,
            Cutoff = now => now.AddDays(-days),
        };

        IQueryable<PrivacyRequestRow> Due(EndpointDbContext db, long before) =>
            isClosed ? RequestRetention.ClosedMessages(db, before) : RequestRetention.UnhandledMessages(db, before);
    }

    private RowRetention Sessions() =>
        new(
            _store,
            static (db, before) => db.StaffSessions.CountAsync(row => row.Expires <= before),
            static (db, before, rows) =>
                db
                    .StaffSessions.Where(row => row.Expires <= before)
                    .OrderBy(static row => row.Id)
                    .Take(rows)
                    .ExecuteDeleteAsync()
        )
        {
            Word = "sessions",
            What = "when one of the vendor's staff was signed in",
            HowLong = $"{Days(_keep.SessionDays)} after it ended",
            Cutoff = now => now.AddDays(-_keep.SessionDays),
        };

    private RowRetention Tokens() =>
        new(
            _store,
            static (db, before) => db.ReadTokens.CountAsync(row => row.Expires <= before || row.Revoked <= before),
            static (db, before, rows) =>
                db
                    .ReadTokens.Where(row => row.Expires <= before || row.Revoked <= before)
                    .OrderBy(static row => row.Id)
                    .Take(rows)
                    .ExecuteDeleteAsync()
        )
        {
            Word = "tokens",
            What = "with which token one of the vendor's staff read figures",
            HowLong = $"{Days(_keep.SessionDays)} after it ended",
            Cutoff = now => now.AddDays(-_keep.SessionDays),
        };
}
