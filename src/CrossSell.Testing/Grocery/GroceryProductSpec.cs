using CrossSell.Testing.Chance;

namespace CrossSell.Testing.Grocery;

/// <summary>One grocery product. Without antecedents it goes into a basket with <see cref="Share"/> (times season, morning and taste).</summary>
/// <param name="Id">The product id.</param>
/// <param name="Name">English name.</param>
/// <param name="NameDe">German name.</param>
/// <param name="Department">The category.</param>
/// <param name="Cents">Price in cents; a third of it is margin.</param>
/// <param name="Share">The probability in a basket, without antecedents (of a follower: when they are not all there).</param>
internal sealed record GroceryProductSpec(string Id, string Name, string NameDe, string Department, int Cents, double Share)
{
    /// <summary>What must be in the basket for <see cref="Confidence"/> to hold; empty when nothing drives the product.</summary>
    public string[] Antecedents { get; init; } = [];

    /// <summary>P(product | all antecedents in the basket).</summary>
    public double Confidence { get; init; }

    /// <summary>First and last month of the season; outside it the product is bought a tenth as often. Null: all the year.</summary>
    public (int From, int To)? Season { get; init; }

    /// <summary>How much more often it is bought before ten o'clock.</summary>
    public double Morning { get; init; } = 1;

    /// <summary>The stream of whether it is bought.</summary>
    public StreamName Stream { get; } = new("grocery/" + Id);

    /// <summary>The stream of who likes it.</summary>
    public StreamName TasteStream { get; } = new("taste/" + Id);
}
