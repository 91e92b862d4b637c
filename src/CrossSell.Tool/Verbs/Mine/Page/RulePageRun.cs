using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Puts the page of a run together.</summary>
internal static class RulePageRun
{
    public static void Write(RulesFound found, MineRequest request, Baskets baskets, Func<string, string> nameOf, Utf8Sink sink)
    {
        PageTexts texts = request.Page!.Texts;
        sink.Write(RulePage.Of(new RulePageContent
        {
            Texts = texts,
            Source = request.Input == "-" ? "standard input" : Path.GetFileName(request.Input),
            Unit = baskets.Unit,
            TransactionCount = baskets.Transactions.Count,
            IsWeighted = baskets.Transactions.IsWeighted,
            ItemIds = found.ItemIds,
            Settings = request.Told(baskets.Transactions.Count, texts),
            Rules = found.Rules,
            Columns = [.. request.Measures.Select(measure => Column(measure, found, texts)), .. found.Extras.Select(Column)],
            NameOf = nameOf,
        }));
    }

    private static RuleColumn Column(RuleMeasure measure, RulesFound found, PageTexts texts)
    {
        bool isShare = measure == RuleMeasures.Support || measure == RuleMeasures.Confidence || measure == RuleMeasures.Coverage || measure == RuleMeasures.RhsSupport;
        return new RuleColumn(
            texts.Name(measure), $"{measure.Formula}, {measure.Range}", isShare, i => measure.Evaluate(found.Rules[i].Counts),
            isShare || measure == RuleMeasures.Lift);
    }

    private static RuleColumn Column(ExtraFigure extra) => new(extra.Title, extra.Help, IsShare: false, i => extra.Values[i], CanFilter: false);
}
