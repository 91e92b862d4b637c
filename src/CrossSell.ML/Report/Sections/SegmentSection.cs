namespace CrossSell.ML.Report;

/// <summary>Few segments, and how to address each.</summary>
internal static class SegmentSection
{
    public static void Write(ReportWriter w, Study s)
    {
        (ReportLanguage l, SegmentFigures found) = (w.L, s.Found);
        SegmentProfile[] profiles = [.. found.Profiles.Take(Math.Max(0, found.Profiles.Count - 1))];
        SegmentProfile? best = profiles.Where(p => p.Coverage.Customers > 0).OrderByDescending(p => Margin(p) / p.Coverage.Customers).FirstOrDefault();
        w.Begin(
            "segments",
            l.Word("Segments and how to address them", "Segmente und wie man sie anspricht"),
            profiles.Length < 2 || best is null
                ? l.Word("Treat all customers alike for now, or give more of what is known about them.", "Vorerst alle Kunden gleich behandeln, oder mehr angeben, was über sie bekannt ist.")
                : l.Say(
                    $"Make one conversation guide for each segment, first for {best.Name}{Rule(l, s, best)}: a customer there promises the most.",
                    $"Für jedes Segment einen Gesprächsleitfaden machen, zuerst für {best.Name}{Rule(l, s, best)}: Ein Kunde dort verspricht am meisten."));
        if (found.Tree is not { } tree || profiles.Length < 2)
        {
            w.Note($"Nothing known of the customers divides them into groups that differ.", $"Nichts, was über die Kunden bekannt ist, teilt sie in Gruppen, die sich unterscheiden.");
        }
        else
        {
            Dictionary<string, LocalizedText> names = Names(s, tree);
            Dictionary<string, SegmentRule> rules = tree.Segments.ToDictionary(r => r.Name, StringComparer.Ordinal);
            w.Table(
                [
                    l.Word("Segment", "Segment"), l.Word("Who belongs to it", "Wer dazugehört"), l.Word("#Customers", "#Kunden"), l.Word("#Coverage", "#Ausschöpfung"), l.Word("#Spend each", "#Umsatz je Kunde"),
                    ReportUnits.ExpectedColumn(l, s), l.Word("#Each", "#Je Kunde"),
                ],
                profiles.Select(p => new[]
                {
                    p.Name, rules.TryGetValue(p.Name, out SegmentRule? rule) ? SegmentTree.Describe(rule, l.Culture, names) : l.Word("nothing bought", "nichts gekauft"), l.Whole(p.Coverage.Customers),
                    l.Percent(p.Coverage.Coverage), l.Amount(p.MeanValue), l.Amount(Margin(p)), l.Amount(p.Coverage.Customers == 0 ? double.NaN : Margin(p) / p.Coverage.Customers),
                }));
            w.Table(
                [
                    l.Word("Segment", "Segment"), l.Word("Speak first of", "Zuerst sprechen über"), l.Word("#Gaps", "#Lücken"), l.Word("#Probability", "#Wahrscheinlichkeit"), l.Word("then of", "dann über"),
                    .. HasChannels(profiles) ? [l.Word("Answers best by", "Antwortet am ehesten per"), l.Word("#of 100 contacts", "#von 100 Kontakten")] : Array.Empty<string>(),
                ],
                profiles.Where(p => p.Outlook.Count > 0).Select(p => (string[])
                [
                    p.Name, s.Book.NameOfCategory(p.Outlook[0].Category, l), l.Whole(p.Outlook[0].Gaps), l.Percent(p.Outlook[0].MeanPropensity),
                    string.Join(", ", p.Outlook.Skip(1).Take(2).Select(o => s.Book.NameOfCategory(o.Category, l))),
                    .. HasChannels(profiles) ? p.Channels.Count == 0 ? ["–", "–"] : [p.Channels[0].Channel, l.Say($"{100 * p.Channels[0].Lower:N0} to {100 * p.Channels[0].Upper:N0}", $"{100 * p.Channels[0].Lower:N0} bis {100 * p.Channels[0].Upper:N0}")] : Array.Empty<string>(),
                ]));
            w.Note(
                $"The rules are the shortest that divide the customers into groups that differ in what they lack and in how likely they are to take it; on customers held out they explain {l.Percent(tree.Explained)} of it.",
                $"Die Regeln sind die kürzesten, die die Kunden in Gruppen teilen, die sich darin unterscheiden, was fehlt und wie wahrscheinlich sie es nehmen; bei zurückgehaltenen Kunden erklären sie {l.Percent(tree.Explained)} davon.");
        }

        w.End();
    }

    private static string Rule(ReportLanguage l, Study s, SegmentProfile profile) =>
        s.Found.Tree is { } tree && tree.Segments.FirstOrDefault(r => string.Equals(r.Name, profile.Name, StringComparison.Ordinal)) is { } rule ? $" ({SegmentTree.Describe(rule, l.Culture, Names(s, tree))})" : "";

    private static bool HasChannels(SegmentProfile[] profiles) => Array.Exists(profiles, p => p.Channels.Count > 0);

    public static double Margin(SegmentProfile profile) => profile.Outlook.Sum(o => o.ExpectedMargin);

    private static Dictionary<string, LocalizedText> Names(Study s, SegmentTree tree) =>
        tree.Segments.SelectMany(r => r.Conditions).Select(c => c.Column).Distinct(StringComparer.Ordinal).ToDictionary(
            column => column, column => new LocalizedText(LeadSection.Name(ReportLanguage.English, s, column)).With("de", LeadSection.Name(ReportLanguage.German, s, column)), StringComparer.Ordinal);
}
