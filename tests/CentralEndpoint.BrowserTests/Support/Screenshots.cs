using Blueshift.Tracking.Tests.Support;
using Microsoft.Playwright;

namespace CentralEndpoint.BrowserTests.Support;

/// <summary>Pictures of the pages for who wants to look at them: in the folder of a variable, and without it none.</summary>
internal static class Screenshots
{
    public const string Variable = "BLUESHIFT_SCREENSHOTS";

    /// <summary>Takes them of the whole page at each width, light and dark, where they are wanted.</summary>
    public static async Task TakeAsync(Visitor visitor, string name)
    {
        if (FolderOf(Environment.GetEnvironmentVariable(Variable), Repository.Root) is not { } folder)
        {
            return;
        }

        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await visitor.SetSchemeAsync(scheme);
            foreach (var width in Site.Widths)
            {
                await visitor.SetWidthAsync(width);
                var file = Path.Combine(folder, $"{name}-{scheme}-{width}.png".ToLowerInvariant());
                await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
            }
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
