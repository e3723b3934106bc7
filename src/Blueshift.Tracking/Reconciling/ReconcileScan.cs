using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Goes through all users and the ledger once, page by page, and shows whom the endpoint seems to lack.</summary>
internal sealed class ReconcileScan(UserDirectorySource directory, IReconcileStore store, Subject subjects)
{
    /// <summary>Is how many users are compared at a time.</summary>
    public const int PageCount = 500;

    /// <summary>Goes through all.</summary>
    /// <param name="mode">What is looked for.</param>
    /// <param name="counts">Is counted up.</param>
    /// <param name="visit">Is shown what each page holds, also when that is nothing; <see langword="false"/> ends it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(
        ScanMode mode,
        ScanCounts counts,
        Func<IReadOnlyList<Candidate>, Task<bool>> visit,
        CancellationToken cancellationToken
    )
    {
        var met = new SubjectSet();
        string? after = null;
        IReadOnlyList<DirectoryUser> page;
        do
        {
            page = await directory.ReadAsync(after, PageCount, cancellationToken).ConfigureAwait(false);
            after = page.Count > 0 ? page[^1].User.Key : after;
            var numbers = page.Select(user => subjects.Number(user.User.Key)).ToList();
            Meet(met, numbers);
            var lines = await store.FindAsync(numbers, cancellationToken).ConfigureAwait(false);
            if (!await visit(Compare(page, numbers, lines, mode, counts)).ConfigureAwait(false))
            {
                return;
            }
        } while (page.Count == PageCount);
        if (!mode.IsBaseline)
        {
            await GoneAsync(met, counts, visit, cancellationToken).ConfigureAwait(false);
        }
    }

    // One that does not go on behind the key would be read for ever.
    private static void Meet(SubjectSet met, List<UInt128> numbers)
    {
        if (numbers.Exists(met.Contains) || numbers.Distinct().Count() < numbers.Count)
        {
            throw new DirectoryFaultException("a user was listed twice");
        }
        met.AddPage(numbers);
    }

    private static List<Candidate> Compare(
        IReadOnlyList<DirectoryUser> page,
        List<UInt128> numbers,
        IReadOnlyDictionary<UInt128, LedgerLine> lines,
        ScanMode mode,
        ScanCounts counts
    )
    {
        var candidates = new List<Candidate>();
        for (var index = 0; index < page.Count; index++)
        {
            var line = lines.GetValueOrDefault(numbers[index]);
            var difference = DifferencePolicy.Of(page[index].IsActive, line, mode);
            counts.Count(difference, line);
            if (difference != Difference.None)
            {
                candidates.Add(
                    new Candidate
                    {
                        Subject = numbers[index],
                        Difference = difference,
                        User = page[index].User,
                        CreatedAt = page[index].CreatedAt,
                    }
                );
            }
        }
        counts.Users += page.Count;
        return candidates;
    }

    private async Task GoneAsync(
        SubjectSet met,
        ScanCounts counts,
        Func<IReadOnlyList<Candidate>, Task<bool>> visit,
        CancellationToken cancellationToken
    )
    {
        UInt128? after = null;
        IReadOnlyList<LedgerLine> page;
        do
        {
            page = await store.ReadActiveAsync(after, PageCount, cancellationToken).ConfigureAwait(false);
            after = page.Count > 0 ? page[^1].Subject : after;
            var candidates = page.Where(line => !met.Contains(line.Subject))
                .Select(line => Gone(line, counts))
                .OfType<Candidate>()
                .ToList();
            if (!await visit(candidates).ConfigureAwait(false))
            {
                return;
            }
        } while (page.Count == PageCount);
    }

    private static Candidate? Gone(LedgerLine line, ScanCounts counts)
    {
        if (line.IsPending)
        {
            counts.Count(Difference.None, line);
            return null;
        }
        if (line.Contact is not { } contact)
        {
            counts.Unreadable++;
            return null;
        }
        counts.Count(Difference.Removal, line);
        return new Candidate
        {
            Subject = line.Subject,
            Difference = Difference.Removal,
            User = contact,
        };
    }
}
