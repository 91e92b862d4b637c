using System.CommandLine;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>The options of mining that verbs share; their defaults differ between a list of rules for a person and a model.</summary>
internal sealed class MiningSettings
{
    private MiningSettings(string unitDefault, string supportDefault, string confidenceDefault, string liftDefault, string lengthDefault)
    {
        Unit = Opt.Text(
            "--unit", "basket|customer",
            "What is counted: baskets, or customers with all that they ever bought. Without a basket column, what one customer bought on one "
            + $"day is a basket. Default: {unitDefault}.");
        MinSupport = Opt.Text(
            "--min-support", "X",
            $"How many baskets or customers must have all items: 1 or more is a number of them, less than 1 a share.{supportDefault}");
        MinConfidence = Opt.Text(
            "--min-confidence", "C",
            $"Least share of those with the antecedent that must have the consequent, 0 to 1. Default: {confidenceDefault}.");
        MinLift = Opt.Text(
            "--min-lift", "L", $"How many times as often as by chance both sides must occur together, at least. Default: {liftDefault}.");
        MaxLength = Opt.Text(
            "--max-length", "N", $"Most items of an itemset, or of both sides of a rule together. Default: {lengthDefault}.");
    }

    public Option<string> MinSupport { get; }

    public Option<string> MinConfidence { get; }

    public Option<string> MinLift { get; }

    public Option<string> MaxLength { get; }

    public Option<string> Unit { get; }

    public Option<string> Threads { get; } = Opt.Text(
        "--threads", "N", "Most threads that work; the result is the same for any number. Default: one a core.");

    /// <summary>For a person who looks at rules: the support must be said.</summary>
    public static MiningSettings ForRules() => new("basket; customer with --grades, and where the purchases have neither baskets nor dates", " Required, except with --top, --negative or --grades.", "0.5", "0, any", "any");

    /// <summary>For a model, which wants many rules.</summary>
    public static MiningSettings ForModel() => new("customer; basket where the purchases name no customers", " Default: one in a thousand, 10 at least, and doubled until no more than 300,000 itemsets are frequent.", "0.01", "1, no worse than chance", "3");

    public TransactionUnit? ReadUnit(OptionReader options) =>
        options.Choice(Unit, ("basket", TransactionUnit.Basket), ("customer", TransactionUnit.Customer));
}
