using System.Globalization;

namespace CrossSell.Data;

/// <summary>Applies the policy for bad rows where no builder does: while rows are handed on one by one.</summary>
internal sealed class SkippedRows(BadRowPolicy policy, Action<BadRow>? listener)
{
    private long _count;

    /// <exception cref="PurchaseFormatException">Bad rows are not skipped, or there were too many of them.</exception>
    public void Add(BadRow badRow)
    {
        _count++;
        if (!policy.Skips)
        {
            throw new PurchaseFormatException(badRow);
        }

        listener?.Invoke(badRow);
        if (_count > policy.FailAfter)
        {
            throw new PurchaseFormatException(badRow with
            {
                Expected = string.Create(CultureInfo.InvariantCulture, $"{badRow.Expected}; this is bad row {_count}, and up to {policy.FailAfter} are tolerated"),
            });
        }
    }
}
