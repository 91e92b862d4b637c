using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Mines and writes rules of another kind than "what is bought together".</summary>
internal sealed class OtherRules(MineRequest request, Baskets baskets, Utf8Sink sink, Reporter reporter, CancellationToken cancellation)
{
    public static IReadOnlyList<string> DirectedColumns { get; } =
        ["antecedent", "consequent", "n11", "n10", "n01", "n00", "support", "confidence", "lift", "medianDays", "orderAsymmetry"];

    public static IReadOnlyList<string> SequentialColumns { get; } =
        ["antecedent", "consequent", "n11", "n10", "n01", "n00", "support", "confidence", "lift"];

    public static IReadOnlyList<string> NegativeColumns { get; } =
        ["antecedent", "absent", "n11", "n10", "n01", "n00", "confidence", "lift", "expected", "pAdjusted"];

    /// <summary>Rules in time.</summary>
    /// <returns>How many there are.</returns>
    public int WriteDirected()
    {
        var options = new DirectedRuleOptions
        {
            MinSupport = request.MinSupport!.Value, Window = request.Window, WholeDays = true, TimeZone = request.TimeZone, MaxThreads = request.Threads,
        };
        if (request.Window is { } window && baskets.History is { FirstTime: { } first, LastTime: { } last } && window > last - first)
        {
            reporter.Warn(FormattableString.Invariant(
                $"--directed asks for {window.TotalDays:0} days, but there are purchases of {(last - first).TotalDays:0} days only: nobody could be watched that long after a purchase. Fewer days, or any, find more."));
        }

        options.MinConfidence = request.MinConfidence ?? options.MinConfidence;
        options.MinLift = request.MinLift ?? options.MinLift;
        options.MaxRules = request.MaxRules ?? options.MaxRules;
        DirectedRuleSet rules = DirectedRuleMiner.Mine(baskets.History!, options, cancellation);
        var names = new ItemNames(rules.ItemIds);
        RecordWriter writer = RecordWriter.Create(request.OutputFormat, sink, DirectedColumns);
        foreach (DirectedRule rule in rules)
        {
            writer.Items(names, [rule.AntecedentIndex]);
            writer.Items(names, [rule.ConsequentIndex]);
            Write(writer, rule.Counts);
            writer.Number(rule.Support);
            writer.Number(rule.Confidence);
            writer.Number(rule.Lift);
            writer.Number(rule.MedianDays);
            writer.Number(rule.OrderAsymmetry);
        }

        return rules.Count;
    }

    /// <summary>Rules in time of several products on each side.</summary>
    /// <returns>How many there are.</returns>
    public int WriteSequential()
    {
        var options = new SequentialRuleOptions
        {
            MinSupport = request.MinSupport!.Value,
            MaxAntecedent = request.MaxAntecedent,
            MaxConsequent = request.MaxConsequent ?? 1,
            Window = request.Window,
            MaxThreads = request.Threads,
        };
        options.MinConfidence = request.MinConfidence ?? options.MinConfidence;
        options.MaxRules = request.MaxRules ?? options.MaxRules;
        SequentialRuleSet rules = SequentialRuleMiner.Mine(SequenceDatabase.From(baskets.History!, SequenceUnit.Day, request.TimeZone), options, cancellation);
        var names = new ItemNames(rules.ItemIds);
        RecordWriter writer = RecordWriter.Create(request.OutputFormat, sink, SequentialColumns);
        foreach (SequentialRule rule in rules)
        {
            writer.Items(names, rule.AntecedentIndexes);
            writer.Items(names, rule.ConsequentIndexes);
            Write(writer, rule.Counts);
            writer.Number(rule.Support);
            writer.Number(rule.Confidence);
            writer.Number(rule.Lift);
        }

        return rules.Count;
    }

    /// <summary>What stays away from each other.</summary>
    /// <returns>How many there are.</returns>
    public int WriteNegative()
    {
        var options = new NegativeRuleOptions { MaxThreads = request.Threads, Adjustment = request.Selection.Adjustment };
        options.MaxAntecedent = request.MaxAntecedent ?? options.MaxAntecedent;
        options.MaxPValue = request.Selection.Alpha ?? options.MaxPValue;
        options.MaxRules = request.MaxRules ?? options.MaxRules;
        NegativeRuleSet rules = NegativeRuleMiner.Mine(baskets.Transactions, options, cancellation);
        var names = new ItemNames(rules.ItemIds);
        RecordWriter writer = RecordWriter.Create(request.OutputFormat, sink, NegativeColumns);
        foreach (NegativeRule rule in rules)
        {
            writer.Items(names, [.. rule.AntecedentIndexes]);
            writer.Items(names, [rule.AbsentIndex]);
            Write(writer, rule.Counts);
            writer.Number(rule.Confidence);
            writer.Number(rule.Lift);
            writer.Number(rule.Expected);
            writer.Number(rule.AdjustedPValue);
        }

        return rules.Count;
    }

    private static void Write(RecordWriter writer, RuleCounts counts)
    {
        writer.Number(counts.N11);
        writer.Number(counts.N10);
        writer.Number(counts.N01);
        writer.Number(counts.N00);
    }
}
