using System.Globalization;

namespace CrossSell.Tool;

/// <summary>How far a step has come; written by the work, read by whatever shows it.</summary>
/// <remarks>Thread-safe; a reader may see the share of one moment with the count of another, which harms nobody.</remarks>
internal sealed class ProgressState(string label, string countName)
{
    private double _share = double.NaN;
    private long _count;

    /// <summary>What is being done.</summary>
    public string Label { get; } = label;

    /// <summary>The part that is done, 0 to 1; null when nobody knows.</summary>
    public double? Share => Volatile.Read(ref _share) is var share && double.IsNaN(share) ? null : Math.Clamp(share, 0, 1);

    public void Set(double? share, long count)
    {
        Volatile.Write(ref _share, share ?? double.NaN);
        Volatile.Write(ref _count, count);
    }

    /// <summary>What has been counted, such as <c>1,234,567 rows</c>; empty before anything has.</summary>
    public string CountText() =>
        Volatile.Read(ref _count) is > 0 and var count ? string.Create(CultureInfo.InvariantCulture, $"{count:N0} {countName}") : "";

    /// <summary>One line: <c>mining: 45 %, 1,234,567 itemsets</c>.</summary>
    public string Line()
    {
        string share = Share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(known * 100):0} %") : "";
        string[] parts = [.. new[] { share, CountText() }.Where(part => part.Length > 0)];
        return parts.Length == 0 ? $"{Label} ..." : $"{Label}: {string.Join(", ", parts)}";
    }
}
