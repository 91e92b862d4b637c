using System.Globalization;

namespace CrossSell;

/// <summary>Snapshots and horizon that suit a history.</summary>
/// <param name="Snapshots">Ascending; the last one is what a validation by time is held on.</param>
/// <param name="Horizon">A purchase answers a snapshot when it comes at it or later, and earlier than the horizon after it.</param>
public sealed record SnapshotPlan(IReadOnlyList<DateTime> Snapshots, TimeSpan Horizon)
{
    private const int MostSnapshots = 5;
    private static readonly TimeSpan s_year = TimeSpan.FromDays(365);

    /// <summary>The plan in one sentence.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture, $"Purchases within {Horizon.TotalDays:0.##} days from {string.Join(", ", Snapshots.Select(Instant))} were learned, each from what was known before.");

    /// <summary>The plan for a history: as the options say, the rest by the rules that <see cref="SnapshotOptions"/> states.</summary>
    /// <param name="history">The history.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="PropensityTrainingException">The history has no times, or is too short.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static SnapshotPlan For(PurchaseHistory history, SnapshotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        options ??= new SnapshotOptions();
        if (options.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        if (history.FirstTime is not { } first || history.LastTime is not { } last)
        {
            throw new PropensityTrainingException("The purchases have no times, so there is no before and after to learn from.");
        }

        DateTime end = last.AddTicks(1);
        TimeSpan horizon = options.Horizon ?? WholeDays((end - first) / 4);
        if (options.Snapshots is { } given)
        {
            return new SnapshotPlan([.. given.Order()], horizon);
        }

        // A day is the least that a purchase's time is known to, as a rule.
        DateTime origin = last.TimeOfDay == TimeSpan.Zero ? last.AddDays(1) : end;
        var snapshots = new List<DateTime>();
        for (int k = 1; k <= MostSnapshots && origin - (k * horizon) >= first + horizon; k++)
        {
            snapshots.Insert(0, origin - (k * horizon));
        }

        return snapshots.Count > 0
            ? new SnapshotPlan(snapshots, horizon)
            : throw new PropensityTrainingException(string.Create(
                CultureInfo.InvariantCulture,
                $"The purchases span {(last - first).TotalDays:0.##} days, from {Instant(first)} to {Instant(last)}; a horizon of {horizon.TotalDays:0.##} days needs twice as many. Set a shorter horizon, or give a longer history."));
    }

    private static TimeSpan WholeDays(TimeSpan quarter) =>
        quarter >= s_year ? s_year : quarter >= TimeSpan.FromDays(1) ? TimeSpan.FromDays(Math.Floor(quarter.TotalDays)) : TimeSpan.FromDays(1);

    private static string Instant(DateTime instant) =>
        instant.ToString(instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
