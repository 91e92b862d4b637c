namespace CrossSell.ML.Tests.Report;

/// <summary>A test that needs the browser Chromium; without one it is skipped, and counted so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "There is no Chromium on this machine; Debian's package is called chromium.";
        }
    }
}
