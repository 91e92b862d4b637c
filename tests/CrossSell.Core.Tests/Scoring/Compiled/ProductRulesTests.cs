namespace CrossSell.Core.Tests.Scoring.Compiled;

/// <summary>Which rule said a gain, beside a look at every rule of a product: with few rules, which are gone through, and with many, which have a table.</summary>
public sealed class ProductRulesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(700)]
    [InlineData(70_000)]
    public void The_strongest_rule_with_a_gain_whose_group_fires_is_found(int most)
    {
        const int Groups = 500;
        var random = new Random(most);
        int[] counts = [0, most, 3, 1 + (most / 2)];
        int[] starts = [0, .. counts.Select((_, product) => counts.Take(product + 1).Sum())];
        byte[] gains = [.. counts.SelectMany(count => Enumerable.Range(0, count).Select(_ => (byte)random.Next(1, 1 + random.Next(1, 255))).OrderDescending())];
        int[] groups = [.. gains.Select(_ => random.Next(Groups))];
        var rules = new ProductRules(starts, gains, groups, [.. gains.Select((_, place) => new GainRule(place / 2.0, place))]);
        for (int round = 0; round < 40; round++)
        {
            ulong[] fired = [.. Enumerable.Range(0, Bitset.Words(Groups)).Select(_ => (ulong)random.NextInt64() & (ulong)random.NextInt64() & (ulong)random.NextInt64())];
            for (int product = 0; product < counts.Length; product++)
            {
                int[] own = [.. Enumerable.Range(starts[product], counts[product])];
                foreach (byte said in new byte[] { 1, 2, (byte)random.Next(1, 256), 254, 255 })
                {
                    rules.Fetch(product, said);
                    int begin = rules.Begin(product, said);
                    int found = rules.FirstThatFires(product, begin, fired);

                    Assert.Equal(starts[product] + own.Count(place => gains[place] > said), begin);
                    Assert.Equal(own.Where(place => gains[place] <= said && Bitset.Contains(fired, groups[place])).Append(-1).First(), found);
                    Assert.True(found < 0 || rules.At(found) == new GainRule(found / 2.0, found));
                }
            }
        }
    }
}
