namespace CrossSell.ML.Tests.LeadScores;

/// <summary>Leads of whom four of twelve columns tell whether they buy, and a full model that knows how.</summary>
internal static class PlantedLeads
{
    private static readonly string[] _regions = ["north", "south", "east", "west"];

    public static LabeledCustomers Customers(int count, int seed)
    {
        var random = new Random(seed);
        double[] income = [.. Enumerable.Range(0, count).Select(i => i % 17 == 0 ? double.NaN : Math.Round(1_500 + (3_000 * random.NextDouble())))];
        double[] visits = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(8))];
        string[] region = [.. Enumerable.Range(0, count).Select(_ => _regions[random.Next(4)])];
        bool?[] owner = [.. Enumerable.Range(0, count).Select(_ => (bool?)(random.Next(2) == 0))];
        var builder = new CustomerTableBuilder();
        builder.AddNumeric("income", income).AddNumeric("visits", visits).AddCategorical("region", region).AddBoolean("owner", owner);
        for (int k = 0; k < 8; k++)
        {
            builder.AddNumeric($"noise{k}", [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())]);
        }

        builder.WithKeys(Enumerable.Range(0, count).Select(i => $"L{seed}-{i:000000}"));
        CustomerTable table = builder.Build();
        double[] chances = new Truth.Model().Predict(table);
        return new LabeledCustomers(table, [.. chances.Select(p => random.NextDouble() < p)]);
    }

    public sealed class Truth : IPropensityTrainer
    {
        public IPropensityModel Train(LabeledCustomers customers, CancellationToken cancellationToken = default) => new Model();

        public sealed class Model : IPropensityModel
        {
            public IReadOnlyList<string> Columns => ["income", "visits", "region", "owner"];

            public double BaseRate => 0.2;

            public void Predict(CustomerTable customers, Span<double> probabilities)
            {
                CustomerColumn Column(string name) => customers.TryGetColumn(name, out CustomerColumn? found) ? found : throw new ArgumentException(name);
                (CustomerColumn income, CustomerColumn visits, CustomerColumn region, CustomerColumn owner) = (Column("income"), Column("visits"), Column("region"), Column("owner"));
                for (int i = 0; i < customers.Count; i++)
                {
                    double logit = -4.2 + (double.IsNaN(income.Numbers[i]) ? 0.2 : (income.Numbers[i] - 1_500) / 1_500) + (0.35 * visits.Numbers[i])
                        + (region.Text(i) is "west" ? 1.2 : region.Text(i) is "east" ? 0.6 : 0) + (owner.Numbers[i] > 0 ? 0.9 : 0);
                    probabilities[i] = 1 / (1 + Math.Exp(-logit));
                }
            }
        }
    }
}
