using System.CommandLine;
using System.Globalization;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>What a report of the potential shall say and hold.</summary>
internal sealed class PotentialRequest
{
    private static readonly (string Word, CustomerLists List)[] s_lists =
    [
        ("customers", CustomerLists.Customers), ("gaps", CustomerLists.Gaps), ("steps", CustomerLists.Steps), ("winback", CustomerLists.WinBack), ("questions", CustomerLists.Questions), ("classes", CustomerLists.ClassChanges), ("all", CustomerLists.All),
    ];

    private readonly Option<string> _language = Opt.Text("--language", "en|de", "The language of the page. Tables are the same in both. Default: en.");
    private readonly Option<string> _lists = Opt.Text(
        "--lists", "NAMES", "Tables that name customers, with commas between them: customers, gaps, steps, winback, questions, classes, or all. Default: none, and nobody is named.");
    private readonly Option<string> _listRows = Opt.Text("--list-rows", "N", "How many rows of each of --lists stand in the page too, with the customers' ids. Default: 0.");
    private readonly Option<string> _goal = Opt.Text("--goal", "X", "The share of the categories that a customer should have, above 0 and at most 1. Default: 0.8.");
    private readonly Option<string> _cost = Opt.Text("--offer-cost", "X", "What an offer costs, in the currency of the margins. Default: several costs are shown.");
    private readonly Option<string> _currency = Opt.Text("--currency", "TEXT", "What amounts are in, such as EUR; it stands in the page. Default: nothing.");
    private readonly Option<string> _margin = Opt.Text("--margin-share", "X", "The share of spend that is margin, for the value of customers. Default: their value is in spend.");
    private readonly Option<string> _days = Opt.Text("--days", "N", "The horizon of the value of customers. Default: 365.");
    private readonly Option<bool> _noPropensity = Opt.Flag("--no-propensity", "Learn no probabilities and no points card, which takes most of the time: the share of customers who have a product stands in.");
    private readonly Option<bool> _sellers = Opt.Flag("--sellers", "Name the sellers, with how much of the programme each sells: tables sellers and seller_products. Default: nobody is named.");
    private readonly Option<string> _threads = Opt.Text("--threads", "N", "Most threads that work; the result is the same for any number. Default: one a core.");

    public IReadOnlyList<Option> Options => [_language, _lists, _listRows, _goal, _cost, _currency, _margin, _days, _sellers, _noPropensity, _threads];

    public CultureInfo Language(OptionReader options) => options.Choice(_language, ("en", false), ("de", true)) == true ? CultureInfo.GetCultureInfo("de") : CultureInfo.InvariantCulture;

    /// <exception cref="UsageException">An option has no such value.</exception>
    public PotentialReportOptions Read(OptionReader options)
    {
        double? goal = options.NotNegative(_goal);
        double? margin = options.NotNegative(_margin);
        Require(goal is null or (> 0 and <= 1), _goal, options, "0.8");
        Require(margin is null or (> 0 and <= 1), _margin, options, "0.3");
        CustomerLists lists = Lists(options);
        int rows = options.Whole(_listRows, 0) ?? 0;
        if (rows > 0 && lists == CustomerLists.None)
        {
            throw new UsageException($"{_listRows.Name} belongs to {_lists.Name}, which is missing: say which lists.");
        }

        return new PotentialReportOptions
        {
            Goal = goal ?? 0.8,
            OfferCost = options.NotNegative(_cost),
            Currency = options.Text(_currency)?.Trim() ?? "",
            MarginShare = margin,
            ValueDays = (int)(options.Whole(_days, 1, 36_500) ?? 365),
            LearnPropensity = !options.Flag(_noPropensity),
            Lists = lists,
            ListRows = rows,
            NameSellers = options.Flag(_sellers),
            MaxThreads = options.Whole(_threads, 1),
        };
    }

    private static void Require(bool holds, Option<string> option, OptionReader options, string example)
    {
        if (!holds)
        {
            throw new UsageException($"{option.Name} is '{options.Text(option)}'; it must be a number above 0 and at most 1, such as {example}.");
        }
    }

    private CustomerLists Lists(OptionReader options)
    {
        CustomerLists lists = CustomerLists.None;
        foreach (string word in options.Text(_lists)?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            (string Word, CustomerLists List) found = Array.Find(s_lists, list => string.Equals(list.Word, word, StringComparison.OrdinalIgnoreCase));
            lists |= found.Word is null
                ? throw new UsageException($"{_lists.Name} is '{options.Text(_lists)}'; '{word}' is no list, expected {string.Join(", ", s_lists.Select(list => list.Word))}.")
                : found.List;
        }

        return lists;
    }
}
