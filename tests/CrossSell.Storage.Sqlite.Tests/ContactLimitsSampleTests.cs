using System.Diagnostics;

namespace CrossSell.Storage.Sqlite.Tests;

/// <summary>The sample with two processes, as a reader runs it.</summary>
public sealed class ContactLimitsSampleTests
{
    [Fact]
    public void The_sample_holds_its_caps_and_says_why_and_until_when()
    {
        // Beside this test's own output folder: artifacts/bin/PROJECT/CONFIGURATION.
        string output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(output, "..", "..", "ContactLimits", Path.GetFileName(output), "ContactLimits.dll"));
        using Process sample = Process.Start(start)!;
        string print = sample.StandardOutput.ReadToEnd();
        sample.WaitForExit();

        Assert.Equal(0, sample.ExitCode);
        foreach (string line in (string[])
        [
            "2,000 requests, 299 accepted, 1,701 refused.", "most contacts of one customer:   2", "households that got exactly 3:   99 of 99", "who objected: 0",
            "The caps held, and no slot was lost.", "C-001: Refused (CNS.OBJECTION)", "C-002: Refused (CAP two in a week)", "next allowed: Mon, 9 Mar 2026 10:30",
            "Das Limit von 2 je 7 Tage ist erreicht", "next allowed: Wed, 1 Apr 2026 00:00", "next allowed: Tue, 3 Mar 2026 08:00",
        ])
        {
            Assert.Contains(line, print, StringComparison.Ordinal);
        }
    }
}
