namespace CrossSell.Mining;

/// <summary>Grades the pairs of a catalogue, one owned product after the other.</summary>
internal sealed class SuitabilityGrader
{
    private readonly PairCounts _pairs;
    private readonly SuitabilityRule _rule;
    private readonly double[]? _margins;
    private readonly int[] _owners;
    private readonly int[] _byOwners;

    public SuitabilityGrader(PairCounts pairs, int[] owners, SuitabilityRule rule, double[]? margins)
    {
        _pairs = pairs;
        _rule = rule;
        _margins = margins;
        _owners = owners;
        _byOwners =
        [
            .. Enumerable.Range(0, owners.Length)
                .Where(item => owners[item] >= rule.Options.MinOwners)
                .OrderByDescending(item => owners[item]).ThenBy(item => item),
        ];
    }

    /// <summary>The pairs from one owned product that have a finding, by offered product.</summary>
    public List<GradedPair> GradeFrom(int owned)
    {
        List<GradedPair> found = [];
        if (_owners[owned] < _rule.Options.MinOwners)
        {
            return found;
        }

        ReadOnlySpan<int> partners = _pairs.PartnersOf(owned), counts = _pairs.CountsOf(owned);
        for (int at = 0; at < partners.Length; at++)
        {
            int offered = partners[at];
            if (_owners[offered] >= _rule.Options.MinOwners)
            {
                SuitabilityGrade grade = _rule.Grade(TableOf(owned, offered, counts[at]), _margins?[offered]);
                if (grade is not (SuitabilityGrade.Unknown or SuitabilityGrade.Unrelated))
                {
                    found.Add(new GradedPair(offered, counts[at], grade));
                }
            }
        }

        AddThoseThatNeverMeet(owned, partners, found);
        found.Sort(static (x, y) => x.Offered.CompareTo(y.Offered));
        return found;
    }

    public RuleCounts TableOf(int owned, int offered, int both) =>
        RuleCounts.FromMargins(both, _owners[owned], _owners[offered], _pairs.TransactionCount);

    /// <summary>Of products too frequent to miss the owners by chance, those that do.</summary>
    /// <remarks>
    /// For the same owned product a pair that does not meet is the less likely chance, the more frequent the other product: so only the most frequent products
    /// are looked at, down to the first that chance explains.
    /// </remarks>
    private void AddThoseThatNeverMeet(int owned, ReadOnlySpan<int> partners, List<GradedPair> found)
    {
        int most = _rule.Options.MinPairCount - 1;
        foreach (int offered in _byOwners)
        {
            int ownersOfIt = _owners[owned], buyers = _owners[offered];
            if (most > Math.Min(ownersOfIt, buyers) || most < (long)ownersOfIt + buyers - _pairs.TransactionCount)
            {
                continue; // Such a count is impossible, so the pair is among those found.
            }

            if (offered == owned)
            {
                continue;
            }

            RuleCounts t = TableOf(owned, offered, most);
            if (!_rule.IsRepelling(t))
            {
                return;
            }

            if (partners.BinarySearch(offered) < 0)
            {
                found.Add(new GradedPair(offered, most, SuitabilityGrade.Unsuitable));
            }
        }
    }
}
