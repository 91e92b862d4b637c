namespace CrossSell;

/// <summary>The follow-ups to make now, the most important first, and how many were left out for which reason.</summary>
/// <remarks>Immutable.</remarks>
public sealed class FollowUpList
{
    private FollowUpList(IReadOnlyList<FollowUp> due, long dueInAll, IReadOnlyDictionary<string, long> leftOut)
    {
        Due = due;
        DueInAll = dueInAll;
        LeftOut = leftOut;
    }

    /// <summary>The most important ones that are due, in the order of <see cref="FollowUpOrder"/>.</summary>
    public IReadOnlyList<FollowUp> Due { get; }

    /// <summary>How many are due, those behind the last place of <see cref="Due"/> included.</summary>
    public long DueInAll { get; }

    /// <summary>How many are left out, by the code of each one's first reason, in the order of codes.</summary>
    public IReadOnlyDictionary<string, long> LeftOut { get; }

    /// <summary>Collects a list from a stream. O(n log most) time, O(most) memory; the same whatever the order of the stream.</summary>
    /// <param name="followUps">What <see cref="CrossSellEngine.FollowUpsAsync(IAsyncEnumerable{Ledger.CustomerRef}, FollowUpRules?, CancellationToken)"/> gives.</param>
    /// <param name="most">How many places the list has, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<FollowUpList> OfAsync(IAsyncEnumerable<FollowUp> followUps, int most, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(followUps);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var best = new SortedSet<FollowUp>(FollowUpOrder.Instance);
        var leftOut = new SortedDictionary<string, long>(StringComparer.Ordinal);
        long due = 0;
        await foreach (FollowUp one in followUps.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!one.IsDue)
            {
                string code = one.Vetoes[0].Code;
                leftOut[code] = leftOut.GetValueOrDefault(code) + 1;
                continue;
            }

            due++;
            best.Add(one);
            if (best.Count > most)
            {
                best.Remove(best.Max!);
            }
        }

        return new FollowUpList([.. best], due, leftOut);
    }
}
