using System.Buffers;

namespace CrossSell.Mining;

/// <summary>Finds all rules whose antecedent a basket holds, without a look at the others.</summary>
/// <remarks>
/// <para>
/// Antecedents stand in a prefix tree, the rarest item first, and equal antecedents once. A look-up walks only those parts of the tree that the basket holds, so it
/// costs about as much as there are antecedents to be found in the basket. Building takes O(n log n) for n rules and about 20 bytes a rule.
/// </para>
/// <para>
/// Rules are named by their place in <see cref="Rules"/>. Choose and order them there first (<see cref="RuleSet.Where"/>, <see cref="RuleSet.OrderBy"/>):
/// the index gives them in that order. Immutable, therefore safe for any number of threads.
/// </para>
/// <example><code>
/// RuleIndex index = new(rules.Where(rule => rule.Lift > 1).OrderBy(RuleMeasures.Lift));
/// foreach (AssociationRule rule in index.Match(["bread", "butter"]))
/// {
///     Console.WriteLine(rule);
/// }
/// </code></example>
/// </remarks>
public sealed class RuleIndex
{
    private const int OnStack = 256;

    private readonly AntecedentTree _tree;
    private readonly Dictionary<string, int> _indexOf;

    /// <summary>Builds the index.</summary>
    /// <param name="rules">The rules, in the order in which they shall be found.</param>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public RuleIndex(RuleSet rules, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        _tree = AntecedentTree.Build(rules, cancellation);
        _indexOf = new Dictionary<string, int>(rules.ItemIds.Count, StringComparer.Ordinal);
        for (int item = 0; item < rules.ItemIds.Count; item++)
        {
            _indexOf.TryAdd(rules.ItemIds[item], item);
        }
    }

    /// <summary>The rules of the index.</summary>
    public RuleSet Rules { get; }

    /// <summary>Finds the rules whose antecedent a basket holds. Allocates nothing.</summary>
    /// <param name="basket">Item indexes as in <see cref="RuleSet.ItemIds"/>, in any order; one that stands twice counts once, one that is none of these is ignored.</param>
    /// <param name="matches">Receives the places of the rules, ascending: the first ones when there is not room for all.</param>
    /// <param name="onlyNew">Whether rules are left out of whose consequent the basket holds everything already.</param>
    /// <returns>How many rules match: more than <paramref name="matches"/> has room for, if need be.</returns>
    public int Match(ReadOnlySpan<int> basket, Span<int> matches, bool onlyNew = false)
    {
        int[]? rented = null;
        int[]? rentedRanks = null;
        Span<int> items = basket.Length <= OnStack ? stackalloc int[basket.Length] : (rented = ArrayPool<int>.Shared.Rent(basket.Length)).AsSpan(0, basket.Length);
        Span<int> ranks = basket.Length <= OnStack ? stackalloc int[basket.Length] : (rentedRanks = ArrayPool<int>.Shared.Rent(basket.Length)).AsSpan(0, basket.Length);
        basket.CopyTo(items);
        items.Sort();
        int count = 0;
        foreach (int item in items)
        {
            int rank = _tree.RankOf(item);
            if (rank >= 0)
            {
                ranks[count++] = rank;
            }
        }

        ranks = ranks[..count];
        ranks.Sort();
        MatchSet found = new(Rules, items, matches, onlyNew);
        _tree.Walk(ranks, ref found);
        found.Sort();
        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
            ArrayPool<int>.Shared.Return(rentedRanks!);
        }

        return found.Total;
    }

    /// <summary>Finds the rules whose antecedent a basket holds.</summary>
    /// <param name="basket">Item ids, in any order; unknown ones are ignored.</param>
    /// <param name="onlyNew">Whether rules are left out of whose consequent the basket holds everything already.</param>
    /// <returns>The rules in the order of <see cref="Rules"/>.</returns>
    public IReadOnlyList<AssociationRule> Match(IEnumerable<string> basket, bool onlyNew = false)
    {
        ArgumentNullException.ThrowIfNull(basket);
        int[] items = [.. basket.Select(id => _indexOf.GetValueOrDefault(id, -1)).Where(item => item >= 0)];
        int[] places = new int[64];
        int total = Match(items, places, onlyNew);
        if (total > places.Length)
        {
            places = new int[total];
            Match(items, places, onlyNew);
        }

        AssociationRule[] rules = new AssociationRule[total];
        for (int i = 0; i < total; i++)
        {
            rules[i] = Rules[places[i]];
        }

        return rules;
    }
}
