namespace CrossSell;

/// <summary>How rows become a history.</summary>
/// <remarks>The builder takes a copy of the values; changing the options afterwards changes nothing.</remarks>
public sealed class PurchaseHistoryOptions
{
    /// <summary>What a row that cannot be taken does.</summary>
    /// <value>Default: <see cref="BadRowPolicy.StopAtFirst"/>.</value>
    public BadRowPolicy BadRows { get; set; } = BadRowPolicy.StopAtFirst;

    /// <summary>What a row with a negative quantity does.</summary>
    /// <value>Default: <see cref="ReturnHandling.Net"/>.</value>
    public ReturnHandling Returns { get; set; } = ReturnHandling.Net;

    /// <summary>What a row that equals another does.</summary>
    /// <value>Default: <see cref="DuplicateHandling.Keep"/>.</value>
    public DuplicateHandling Duplicates { get; set; } = DuplicateHandling.Keep;

    /// <summary>The instant after which rows are from the future, in the source's own wall-clock time; the history has no clock of its own.</summary>
    /// <value>Default: null, which means that no row is.</value>
    public DateTime? AsOf { get; set; }

    /// <summary>What a row from the future does.</summary>
    /// <value>Default: <see cref="FutureHandling.Drop"/>.</value>
    public FutureHandling FutureRows { get; set; } = FutureHandling.Drop;

    /// <summary>What is wrong with these options, one sentence each; empty when a history can be built.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (BadRows is null)
        {
            failures.Add($"{nameof(BadRows)} is null; it must be {nameof(BadRowPolicy)}.{nameof(BadRowPolicy.StopAtFirst)} or {nameof(BadRowPolicy)}.{nameof(BadRowPolicy.Skip)}.");
        }

        Check(Returns, nameof(Returns));
        Check(Duplicates, nameof(Duplicates));
        Check(FutureRows, nameof(FutureRows));
        return failures;

        void Check<T>(T value, string name)
            where T : struct, Enum
        {
            if (!Enum.IsDefined(value))
            {
                failures.Add($"{name} is {value:D}; it must be one of {string.Join(", ", Enum.GetNames<T>())}.");
            }
        }
    }
}
