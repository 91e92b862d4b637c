using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>What bars offers, and where it is written why.</summary>
internal sealed class EligibilityOptions
{
    private readonly Option<string> _holdings = Opt.Text(
        "--holdings", "FILE", "What customers own, have ordered, or have with a competitor, beside the purchases: customer,product,from,until,source as CSV.");
    private readonly Option<string> _declines = Opt.Text(
        "--declines", "FILE", "What customers declined, as CSV: customer,product,reason,at,until.");
    private readonly Option<string> _preset = Opt.Text(
        "--preset", "strict|cooldown",
        "Whether a product once declined is never offered again, bad moments apart (strict, the default), or rests for a time that the reason sets (cooldown).");
    private readonly Option<string> _products;
    private readonly Option<string> _relations = Opt.Text("--relations", "FILE", "How products of --products stand to one another, as CSV: from,kind,to,days.");
    private readonly Option<string> _categories = Opt.Text("--categories", "FILE", "The tree of categories of --products, as CSV: category,parent.");
    private readonly Option<string> _explain = Opt.Output(
        "--explain", "Where every product goes that a customer is not offered: why, what that rests on, and from when on he may be.");

    private readonly bool _explains;

    /// <param name="products">Which products may be offered where no file names any.</param>
    /// <param name="explains">Whether reasons can be written to a file.</param>
    public EligibilityOptions(string products = "those of the model", bool explains = true)
    {
        _explains = explains;
        _products = Opt.Text("--products", "FILE", $"The products that may be offered, as CSV, with equivalence sets, ladders and so on. Default: {products}.");
    }

    public OptionGroup Group => new("What is never offered", [_holdings, _declines, Ledger.Ledger, Ledger.KeyFile, _preset, _products, _relations, _categories, .. _explains ? [_explain] : Array.Empty<Option>()]);

    /// <summary>For a verb that takes what is known of customers from purchases and ledger alone.</summary>
    public OptionGroup WithoutFacts => new(Group.Title, [.. Group.Options.Where(option => option != _holdings && option != _declines)]);

    /// <summary>The ledger whose offers, answers and objections count as well.</summary>
    public LedgerOptions Ledger { get; } = new(required: false);

    /// <summary>Whether anything of it is asked for.</summary>
    public bool IsGiven(OptionReader options) => Group.Options.Any(options.IsGiven);

    /// <exception cref="UsageException">An option has no such value, or lacks the one that it belongs to.</exception>
    public EligibilityRequestFiles Read(OptionReader options)
    {
        string? products = File(options, _products);
        foreach (Option<string> option in new[] { _relations, _categories })
        {
            if (products is null && options.IsGiven(option))
            {
                throw new UsageException($"{option.Name} belongs to --products, which is missing.");
            }
        }

        if (Ledger.IsGiven(options) != options.IsGiven(Ledger.KeyFile))
        {
            throw new UsageException($"{Ledger.Ledger.Name} and {Ledger.KeyFile.Name} belong together; one of them is missing.");
        }

        return new EligibilityRequestFiles(
            File(options, _holdings), File(options, _declines), products, File(options, _relations), File(options, _categories), _explains ? File(options, _explain) : null,
            options.Choice(_preset, ("strict", EligibilityRules.Strict.OnceOnly), ("cooldown", EligibilityRules.CoolDown.OnceOnly)) ?? true);
    }

    private static string? File(OptionReader options, Option<string> option) => options.Text(option) is null ? null : options.RequiredFile(option);
}
