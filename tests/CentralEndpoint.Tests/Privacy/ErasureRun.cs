using System.Text;
using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>Erases people of an endpoint under test, and looks for them in its files.</summary>
internal static class ErasureRun
{
    public static EndpointStore Store(this CentralEndpointHost host) =>
        host.Services.GetRequiredService<EndpointStore>();

    public static Task<ErasedPerson> EraseAsync(this CentralEndpointHost host, Sender sender, int subject) =>
        host.Services.GetRequiredService<PersonErasure>().EraseAsync(sender.Instance, Some.Subject(subject));

    public static Task<List<SuppressionRow>> SuppressionsAsync(this CentralEndpointHost host) =>
        host.Store()
            .ReportAsync(static db =>
                Task.FromResult(db.Suppressions.OrderBy(row => row.InstanceId).ThenBy(row => row.Since).ToList())
            );

    /// <summary>Gives the sealed people of a user.</summary>
    public static Task<List<byte[]>> BoxesAsync(this CentralEndpointHost host, Sender sender, int user) =>
        host.Store()
            .ReportAsync(db =>
            {
                var subject = Some.Subject(user);
                return db
                    .Profiles.Where(row =>
                        row.InstanceId == sender.Instance
                        && db.Activities.Any(one => one.Id == row.ActivityId && one.Subject == subject)
                    )
                    .Select(row => row.Box)
                    .ToListAsync();
            });

    /// <summary>Gives the names of the files that hold bytes; what stands in them is looked for as it is.</summary>
    public static IReadOnlyList<string> FilesWith(TempFolder folder, byte[] bytes) =>
        [.. TestDatabase.Files(folder).Where(file => Holds(file, bytes)).Select(static file => Path.GetFileName(file))];

    public static IReadOnlyList<string> FilesWith(TempFolder folder, string text) =>
        FilesWith(folder, Encoding.UTF8.GetBytes(text));

    private static bool Holds(string path, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(bytes) >= 0;
    }
}
