using System.Globalization;

namespace CrossSell;

/// <summary>Applies the policy for bad rows: counts them, keeps the first of them, ends the load when they are too many.</summary>
internal sealed class BadRowLog(BadRowPolicy policy)
{
    private readonly List<BadRow> _listed = [];

    public long Count { get; private set; }

    public IReadOnlyList<BadRow> Listed => _listed;

    public void Add(BadRow badRow)
    {
        Count++;
        if (_listed.Count < policy.ReportAtMost)
        {
            _listed.Add(badRow);
        }

        if (!policy.Skips)
        {
            throw new PurchaseFormatException(badRow);
        }

        if (Count > policy.FailAfter)
        {
            throw new PurchaseFormatException(badRow with
            {
                Expected = string.Create(CultureInfo.InvariantCulture, $"{badRow.Expected}; this is bad row {Count}, and up to {policy.FailAfter} are tolerated"),
            });
        }
    }
}
