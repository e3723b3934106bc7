namespace CentralEndpoint.BrowserTests.Support;

/// <summary>How somebody looks at a page.</summary>
public enum VisitorKind
{
    /// <summary>As with any browser.</summary>
    Plain,

    /// <summary>With JavaScript switched off.</summary>
    WithoutScripts,

    /// <summary>With axe, for which alone the pages' policy against scripts is passed over.</summary>
    WithAxe,
}
