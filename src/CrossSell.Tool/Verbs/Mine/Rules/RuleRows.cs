using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Writes rules in the format asked for.</summary>
internal static class RuleRows
{
    public static void Write(RulesFound found, RecordFormat format, IReadOnlyList<RuleMeasure> measures, Utf8Sink sink, CancellationToken cancellation)
    {
        switch (format)
        {
            case RecordFormat.Json:
                JsonRules.Write(found.ToRuleSet(), new SinkStream(sink), measures);
                break;
            case RecordFormat.Pmml:
                PmmlRules.Write(found.ToRuleSet(), new SinkStream(sink));
                break;
            default:
                WriteRows(found, format, measures, sink, cancellation);
                break;
        }
    }

    private static void WriteRows(RulesFound found, RecordFormat format, IReadOnlyList<RuleMeasure> measures, Utf8Sink sink, CancellationToken cancellation)
    {
        var names = new ItemNames(found.ItemIds);
        RecordWriter writer = RecordWriter.Create(
            format, sink, ["antecedent", "consequent", "n11", "n10", "n01", "n00", .. measures.Select(m => m.Name), .. found.Extras.Select(e => e.Name)]);
        for (int i = 0; i < found.Rules.Count; i++)
        {
            if ((i & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            AssociationRule rule = found.Rules[i];
            RuleCounts counts = rule.Counts;
            writer.Items(names, rule.AntecedentIndexes);
            writer.Items(names, rule.ConsequentIndexes);
            writer.Number(counts.N11);
            writer.Number(counts.N10);
            writer.Number(counts.N01);
            writer.Number(counts.N00);
            foreach (RuleMeasure measure in measures)
            {
                writer.Number(measure.Evaluate(counts));
            }

            foreach (ExtraFigure extra in found.Extras)
            {
                writer.Number(extra.Values[i]);
            }
        }
    }
}
