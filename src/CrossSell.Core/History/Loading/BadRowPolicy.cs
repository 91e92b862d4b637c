namespace CrossSell;

/// <summary>What a reader does with a row that it cannot take: stop, or skip it and report it.</summary>
/// <remarks>Immutable and thread-safe. A row is taken whole or not at all.</remarks>
public sealed class BadRowPolicy
{
    private BadRowPolicy(bool skips, int reportAtMost, long failAfter)
    {
        Skips = skips;
        ReportAtMost = reportAtMost;
        FailAfter = failAfter;
    }

    /// <summary>The first bad row ends the load with a <see cref="PurchaseFormatException"/>; the default.</summary>
    public static BadRowPolicy StopAtFirst { get; } = new(skips: false, reportAtMost: 1, failAfter: 0);

    /// <summary>Whether bad rows are skipped.</summary>
    public bool Skips { get; }

    /// <summary>How many bad rows <see cref="LoadReport.BadRows"/> lists; all of them are counted.</summary>
    public int ReportAtMost { get; }

    /// <summary>How many bad rows are tolerated; one more ends the load.</summary>
    public long FailAfter { get; }

    /// <summary>Bad rows are left out, counted, and the first of them listed in the <see cref="LoadReport"/>.</summary>
    /// <param name="reportAtMost">How many are listed, 0 or more; 100 by default.</param>
    /// <param name="failAfter">How many are tolerated before the load ends all the same, 0 or more; no limit by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative.</exception>
    public static BadRowPolicy Skip(int reportAtMost = 100, long failAfter = long.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reportAtMost);
        ArgumentOutOfRangeException.ThrowIfNegative(failAfter);
        return new BadRowPolicy(skips: true, reportAtMost, failAfter);
    }
}
