namespace CrossSell.Potential;

/// <summary>Customers and owners by peer group and reported group, and what the others of a peer group lead to expect: each group is compared with everybody but itself.</summary>
internal sealed class PeerCounts(int peers, int groups)
{
    private readonly int[] _customers = new int[peers * groups];
    private readonly int[] _owners = new int[peers * groups];

    public void Add(int peer, int group, bool owns)
    {
        _customers[(peer * groups) + group]++;
        _owners[(peer * groups) + group] += owns ? 1 : 0;
    }

    /// <summary>For each group its customers with what is expected of them; null for a group without customers, or when there are no others.</summary>
    /// <remarks>
    /// Expected is (owners + k · rate of all) / (customers + k), each over the others, with the rate of all itself half an owner of one customer away from 0 and 1. Its
    /// variance rests on the customers that it comes from.
    /// </remarks>
    public ShiftedRates?[] Expect(double shrinkage)
    {
        int[] peerCustomers = [.. Enumerable.Range(0, peers).Select(s => _customers.AsSpan(s * groups, groups).ToArray().Sum())];
        int[] peerOwners = [.. Enumerable.Range(0, peers).Select(s => _owners.AsSpan(s * groups, groups).ToArray().Sum())];
        (long all, long allOwners) = (peerCustomers.Sum(n => (long)n), peerOwners.Sum(n => (long)n));
        var expected = new ShiftedRates?[groups];
        for (int g = 0; g < groups; g++)
        {
            (long own, long ownOwners) = (0, 0);
            for (int s = 0; s < peers; s++)
            {
                own += _customers[(s * groups) + g];
                ownOwners += _owners[(s * groups) + g];
            }

            if (own == 0 || own == all)
            {
                continue;
            }

            double rate = (allOwners - ownOwners + 0.5) / (all - own + 1);
            var rates = new List<double>();
            var counts = new List<double>();
            double variance = 0;
            for (int s = 0; s < peers; s++)
            {
                int n = _customers[(s * groups) + g];
                if (n > 0)
                {
                    double others = peerCustomers[s] - n;
                    double e = others + shrinkage > 0 ? (peerOwners[s] - _owners[(s * groups) + g] + (shrinkage * rate)) / (others + shrinkage) : rate;
                    rates.Add(e);
                    counts.Add(n);
                    variance += n * (double)n * e * (1 - e) / Math.Max(1, others + shrinkage);
                }
            }

            expected[g] = new ShiftedRates([.. rates], [.. counts], ownOwners, variance);
        }

        return expected;
    }
}
