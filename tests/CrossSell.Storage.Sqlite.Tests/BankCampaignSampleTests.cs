using System.Diagnostics;

namespace CrossSell.Storage.Sqlite.Tests;

/// <summary>The sample that plans, dispatches and measures a campaign, as a reader runs it.</summary>
public sealed class BankCampaignSampleTests
{
    [Fact]
    public void The_measured_interval_holds_the_planted_uplift()
    {
        string output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(output, "..", "..", "BankCampaign", Path.GetFileName(output), "BankCampaign.dll"));
        using Process sample = Process.Start(start)!;
        string print = sample.StandardOutput.ReadToEnd();
        sample.WaitForExit();

        Assert.Equal(0, sample.ExitCode);
        foreach (string line in (string[])["CNS.OBJECTION: in the way of 1", "CAP: in the way of 1", "0 refused", "Works: ", "The interval holds the truth."])
        {
            Assert.Contains(line, print, StringComparison.Ordinal);
        }
    }
}
