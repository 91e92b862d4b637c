using CrossSell.Numerics;

namespace CrossSell.Mining;

/// <summary>Finds what stays away from one item after the other, and from the pairs that it makes with larger ones. Belongs to one thread.</summary>
internal sealed class NegativeSearch(NegativeData data, NegativeRuleOptions options, RuleBudget budget)
{
    private readonly ExactRatio _minExpected = new(options.MinExpected);
    private readonly ExactRatio _maxLift = new(options.MaxLift);
    private readonly int[] _together = new int[data.Counts.Length];
    private List<NegativeRow> _found = [];
    private long _tests;

    /// <summary>The rules whose antecedent begins with this item, and how many were tested for it.</summary>
    public (List<NegativeRow> Found, long Tests) RulesFrom(int item, CancellationToken cancellation)
    {
        _found = [];
        _tests = 0;
        if (IsExpected(data.Counts[item], data.Counts[data.MostFrequentFirst[0]]))
        {
            Test(item, second: -1, data.Of(item));
            if (options.MaxAntecedent == 2)
            {
                TestPairs(item, cancellation);
            }
        }

        return (_found, _tests);
    }

    private void TestPairs(int first, CancellationToken cancellation)
    {
        Dictionary<int, List<int>> rowsOf = [];
        foreach (int transaction in data.Of(first))
        {
            foreach (int second in data.Transactions[transaction])
            {
                if (second > first)
                {
                    (rowsOf.TryGetValue(second, out List<int>? rows) ? rows : rowsOf[second] = []).Add(transaction);
                }
            }
        }

        foreach ((int second, List<int> rows) in rowsOf.OrderBy(pair => pair.Key))
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsExpected(rows.Count, data.Counts[data.MostFrequentFirst[0]]))
            {
                Test(first, second, rows.ToArray());
            }
        }
    }

    private void Test(int first, int second, ReadOnlySpan<int> rows)
    {
        foreach (int transaction in rows)
        {
            foreach (int item in data.Transactions[transaction])
            {
                _together[item]++;
            }
        }

        foreach (int absent in data.MostFrequentFirst)
        {
            if (!IsExpected(rows.Length, data.Counts[absent]))
            {
                break; // All others are rarer.
            }

            if (absent != first && absent != second)
            {
                _tests++;
                Judge(first, second, absent, rows.Length);
            }
        }

        foreach (int transaction in rows)
        {
            foreach (int item in data.Transactions[transaction])
            {
                _together[item] = 0;
            }
        }
    }

    private void Judge(int first, int second, int absent, int withAntecedent)
    {
        int together = _together[absent];
        int withAbsent = data.Counts[absent];
        int n = data.Transactions.Count;
        if (!_maxLift.IsAtLeast((Int128)n * together, (Int128)withAntecedent * withAbsent))
        {
            return;
        }

        // So few together, or fewer, is as many without it, or more.
        double pValue = Hypergeometric.UpperTail(
            withAntecedent - together, together, n - withAntecedent - (withAbsent - together), withAbsent - together);
        if (pValue <= options.MaxPValue)
        {
            budget.Take();
            _found.Add(new NegativeRow(first, second, absent, together, withAntecedent, withAbsent, pValue, pValue));
        }
    }

    private bool IsExpected(int withAntecedent, int withAbsent) =>
        _minExpected.IsMetBy((Int128)withAntecedent * withAbsent, Math.Max(1, data.Transactions.Count));
}
