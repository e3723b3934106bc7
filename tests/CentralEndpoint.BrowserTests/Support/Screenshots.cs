using Blueshift.Tracking.Tests.Support;
using Microsoft.Playwright;

namespace CentralEndpoint.BrowserTests.Support;

/// <summary>Pictures of the pages for who wants to look at them: in the folder of a variable, and without it none.</summary>
internal static class Screenshots
{
    public const string Variable = "BLUESHIFT_SCREENSHOTS";

    /// <summary>Takes one of the whole page, where they are wanted.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        if (FolderOf(Environment.GetEnvironmentVariable(Variable), Repository.Root) is { } folder)
        {
            await page.ScreenshotAsync(
                new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true }
            );
        }
    }

    /// <summary>Gives the folder, unless it is part of the repository.</summary>
    /// <returns><see langword="null"/> where none is wanted.</returns>
    public static string? FolderOf(string? told, string repository)
    {
        if (string.IsNullOrWhiteSpace(told))
        {
            return null;
        }

        var folder = Path.GetFullPath(told);
        Assert.IsFalse(
            $"{folder}/".StartsWith($"{repository}/", StringComparison.Ordinal),
            $"{Variable} is a folder of the repository. Set it to one elsewhere."
        );
        return folder;
    }
}
