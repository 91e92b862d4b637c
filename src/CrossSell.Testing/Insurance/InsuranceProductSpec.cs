using CrossSell.Testing.Chance;

namespace CrossSell.Testing.Insurance;

/// <summary>One product of the market and all that is planted on it.</summary>
internal sealed record InsuranceProductSpec(string Id, string Name, string NameDe, string Category)
{
    /// <summary>Taken independently of everything else given the attributes, with this logit; null when <see cref="Link"/> decides.</summary>
    public InsuranceLogit? Book { get; init; }

    /// <summary>Taken because of other products; null when <see cref="Book"/> decides.</summary>
    public InsuranceLink? Link { get; init; }

    /// <summary>The attribute part of the logit of a purchase within a year after the end of the period.</summary>
    public required InsuranceLogit NextYear { get; init; }

    /// <summary>What holding other products at the end of the period adds to that logit.</summary>
    public (string Product, double Coefficient)[] NextYearOwned { get; init; } = [];

    /// <summary>P(a contract has ended by the end of the period), the same for every contract of the product.</summary>
    public double Lapse { get; init; }

    /// <summary>Bought again and again (a trip), instead of held.</summary>
    public bool Repurchasable { get; init; }

    /// <summary>Years after which a contract ends by itself; 0 when it is open-ended. Longer than any period, so that it ends no contract early.</summary>
    public int TermYears { get; init; }

    /// <summary>Lowest yearly premium in cents; the highest is three times as much.</summary>
    public required int PremiumFrom { get; init; }

    /// <summary>Margin of one sale in euros.</summary>
    public required decimal Margin { get; init; }

    /// <summary>The stream of the purchases of this product.</summary>
    public StreamName Stream { get; } = new("purchase/" + Id);

    /// <summary>The stream of premium, end and further trips.</summary>
    public StreamName ContractStream { get; } = new("contract/" + Id);

    /// <summary>The stream of what happens in the year after the end.</summary>
    public StreamName NextYearStream { get; } = new("next-year/" + Id);
}
