using CrossSell;

namespace BankCampaign;

/// <summary>A bank whose truth is known: how likely each customer opens an account of each kind by himself, and how much likelier when he is contacted.</summary>
internal sealed class Bank
{
    public const int Customers = 4_000;

    /// <summary>A letter moves customers this much less than a call does.</summary>
    private const double ByLetter = 0.4;

    private readonly double[] _unasked = new double[Customers];
    private readonly double[] _lift = new double[Customers];
    private readonly Random _random = new(20260302);

    public Bank()
    {
        for (int i = 0; i < Customers; i++)
        {
            // Some save anyway, some only when they are asked; the model knows the sum.
            _unasked[i] = 0.01 + (0.05 * _random.NextDouble());
            _lift[i] = 0.16 * _random.NextDouble();
        }
    }

    public static ProductCatalog Products { get; } = new(
    [
        new Product { Id = new ProductId("savings"), Name = new LocalizedText("Savings plan"), Category = "saving", Margin = 90 },
        new Product { Id = new ProductId("card"), Name = new LocalizedText("Credit card"), Category = "paying", Margin = 60 },
    ]);

    public static CustomerId Customer(int i) => new($"C-{i + 1:0000}");

    /// <summary>What the campaign is told of a customer.</summary>
    public CampaignTarget Target(int i) => CampaignTarget.Of(
        Customer(i), new ProductChance(new ProductId("savings"), _unasked[i] + _lift[i]), new ProductChance(new ProductId("card"), 0.5 * (_unasked[i] + _lift[i]))) with
    {
        ChannelFactors = new Dictionary<string, double> { ["letter"] = ByLetter },
    };

    /// <summary>How much likelier the contacted customers buy on average because of it: what the measurement must find.</summary>
    public double PlantedUplift(IReadOnlyDictionary<CustomerId, string> contacted) => contacted.Average(pair => LiftOf(pair.Key, pair.Value));

    /// <summary>What happens then: customers buy or not, contacted or not.</summary>
    public IEnumerable<CampaignPurchase> Purchases(IReadOnlyDictionary<CustomerId, string> contacted, DateTimeOffset at)
    {
        for (int i = 0; i < Customers; i++)
        {
            double chance = _unasked[i] + (contacted.TryGetValue(Customer(i), out string? channel) ? LiftOf(Customer(i), channel) : 0);
            if (_random.NextDouble() < chance)
            {
                yield return new CampaignPurchase(Customer(i), new ProductId("savings"), at, 1_200, 90);
            }
        }
    }

    private double LiftOf(CustomerId id, string channel) => _lift[Number(id)] * (channel == "letter" ? ByLetter : 1);

    private static int Number(CustomerId id) => int.Parse(id.Value.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture) - 1;
}
