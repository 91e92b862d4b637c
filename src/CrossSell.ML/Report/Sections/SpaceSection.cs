namespace CrossSell.ML.Report;

/// <summary>White space: what customers have and lack.</summary>
internal static class SpaceSection
{
    private const int MostBars = 16;

    private static readonly CategoryState[] s_shown = [CategoryState.Owned, CategoryState.Competitor, CategoryState.Gap, CategoryState.Cooling, CategoryState.Blocked];

    public static IEnumerable<(string Kind, CoverageRow Plain, CoverageRow Weighted)> Rows(Study s)
    {
        foreach ((string kind, CustomerGroups? groups) in new[] { ("class", s.Classes.Groups), ("segment", s.Segments) })
        {
            if (groups is not null)
            {
                IReadOnlyList<CoverageRow> plain = s.Space.Coverage(groups, goal: s.Options.Goal);
                IReadOnlyList<CoverageRow> weighted = s.Space.Coverage(groups, s.PotentialOf, s.Options.Goal);
                IEnumerable<int> order = Enumerable.Range(0, plain.Count - 1);
                foreach (int i in kind == "class" ? order.OrderBy(i => ClassFigures.Names.IndexOf(plain[i].Group)) : order)
                {
                    yield return (kind, plain[i], weighted[i]);
                }
            }
        }

        yield return ("all", s.Space.Coverage(goal: s.Options.Goal)[^1], s.Space.Coverage(potential: s.PotentialOf, goal: s.Options.Goal)[^1]);
    }

    /// <summary>For each category how many customers are in each state, and what its gaps are expected to bring.</summary>
    public static IReadOnlyList<(int Category, long[] Counts, double ExpectedMargin)> Categories(Study s)
    {
        (int Category, long[] Counts, double ExpectedMargin)[] rows = [.. Enumerable.Range(0, s.Book.Categories.Count).Select(k => (k, new long[6], 0.0))];
        for (int c = 0; c < s.Book.Customers; c++)
        {
            for (int k = 0; k < rows.Length; k++)
            {
                rows[k].Counts[(int)s.Space[c, k]]++;
            }

            foreach (Gap gap in s.Space.GapsOf(c))
            {
                rows[gap.Category].ExpectedMargin += gap.Estimate.ExpectedMargin;
            }
        }

        return rows;
    }

    /// <summary>For each class, each segment that was given, and each category how many customers are in each state, in the order of the states.</summary>
    public static IEnumerable<(string Kind, string Group, int Category, int[] Counts)> Matrix(Study s)
    {
        foreach ((string kind, CustomerGroups? groups) in new[] { ("class", s.Classes.Groups), ("segment", s.Segments) })
        {
            IReadOnlyList<IReadOnlyList<int>>[] states = groups is null ? [] : [.. Enum.GetValues<CategoryState>().Select(state => s.Space.Matrix(groups, state))];
            IEnumerable<int> order = groups is null ? [] : Enumerable.Range(0, groups.Names.Count);
            foreach (int g in kind == "class" ? order.OrderBy(g => ClassFigures.Names.IndexOf(groups!.Names[g])) : order)
            {
                for (int k = 0; k < s.Book.Categories.Count; k++)
                {
                    yield return (kind, groups!.Names[g], k, [.. states.Select(state => state[g][k])]);
                }
            }
        }
    }

    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        IReadOnlyList<(int Category, long[] Counts, double ExpectedMargin)> categories = [.. Categories(s).OrderByDescending(r => r.ExpectedMargin).ThenBy(r => r.Category)];
        string best = s.Book.NameOfCategory(categories[0].Category, l);
        w.Begin(
            "space",
            l.Word("White space: what customers have and lack", "Weiße Flecken: was Kunden haben und was fehlt"),
            l.Say(
                $"Begin with {best}: its gaps are expected to bring the most; look at who lacks it before each conversation.",
                $"Mit {best} beginnen: Diese Lücken versprechen am meisten; vor jedem Gespräch nachsehen, wem es fehlt."));
        w.Legend(s_shown.Select((state, i) => ($"c{i + 1}", StateName(l, state))));
        BarsSvg.Write(
            w.Html,
            l.Word("Customers by state for each category", "Kunden je Kategorie nach Zustand"),
            [.. categories.Take(MostBars).Select(r => (s.Book.NameOfCategory(r.Category, l), (IReadOnlyList<(double, string)>)[.. s_shown.Select((state, i) => ((double)r.Counts[(int)state], $"c{i + 1}"))], Share(l, r.Counts)))],
            s.Book.Customers,
            right: 170);
        if (categories.Count > MostBars)
        {
            w.Note($"Drawn are the {MostBars} categories with the most to gain; all {categories.Count} stand in the table.", $"Gezeichnet sind die {MostBars} Kategorien, in denen am meisten zu holen ist; alle {categories.Count} stehen in der Tabelle.");
        }

        w.Table(
            [
                l.Word("Category", "Kategorie"), l.Word("#Have it", "#Haben es"), l.Word("#With a competitor", "#Beim Wettbewerb"), l.Word("#Gap, may be offered", "#Lücke, anbietbar"),
                l.Word("#Resting", "#Ruht"), l.Word("#Barred", "#Gesperrt"), ReportUnits.ExpectedColumn(l, s),
            ],
            categories.Select(r => (IReadOnlyList<string>)[s.Book.NameOfCategory(r.Category, l), .. s_shown.Select(state => l.Whole(r.Counts[(int)state])), l.Amount(r.ExpectedMargin)]));
        WriteCoverage(w, s);
        MatrixPart.Write(w, s);
        w.End();
    }

    public static string StateName(ReportLanguage l, CategoryState state) => state switch
    {
        CategoryState.Owned => l.Word("have it from us", "haben es von uns"),
        CategoryState.Competitor => l.Word("with a competitor", "beim Wettbewerb"),
        CategoryState.Gap => l.Word("gap that may be offered now", "Lücke, jetzt anbietbar"),
        CategoryState.Cooling => l.Word("resting until a known day", "ruht bis zu einem bekannten Tag"),
        CategoryState.Blocked => l.Word("barred", "gesperrt"),
        _ => l.Word("not relevant", "nicht von Belang"),
    };

    private static string Share(ReportLanguage l, long[] counts)
    {
        double relevant = counts.Sum() - counts[(int)CategoryState.NotRelevant];
        return l.Say($"{l.Percent(counts[(int)CategoryState.Owned] / relevant)} covered", $"{l.Percent(counts[(int)CategoryState.Owned] / relevant)} ausgeschöpft");
    }

    private static void WriteCoverage(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        (string Kind, CoverageRow Plain, CoverageRow Weighted)[] rows = [.. Rows(s)];
        CoverageRow all = rows[^1].Plain;
        w.Heading("Coverage and the goal", "Ausschöpfung und Ziel");
        w.Say(
            $"Customers have {l.Percent(all.Coverage)} of the categories that are for them, and {l.Percent(rows[^1].Weighted.WeightedCoverage)} when each is weighted by what it could bring. {all.CustomersAtGoal:N0} of {all.Customers:N0} have reached {l.Percent(s.Options.Goal)} themselves; for all to reach it {all.MissingToGoal:N0} more categories would be needed.",
            $"Die Kunden haben {l.Percent(all.Coverage)} der Kategorien, die für sie in Frage kommen, und {l.Percent(rows[^1].Weighted.WeightedCoverage)}, wenn jede nach ihrem möglichen Umsatz zählt. {all.CustomersAtGoal:N0} von {all.Customers:N0} haben selbst {l.Percent(s.Options.Goal)} erreicht; damit alle es erreichen, fehlen {all.MissingToGoal:N0} Kategorien.");
        w.Table(
            [l.Word("Group", "Gruppe"), l.Word("#Customers", "#Kunden"), l.Word("#Coverage", "#Ausschöpfung"), l.Word("#By potential", "#Nach Potenzial"), l.Word("#At the goal", "#Am Ziel"), l.Word("#Missing to the goal", "#Fehlt zum Ziel")],
            rows.Select(r => new[]
            {
                Group(l, r.Kind, r.Plain.Group), l.Whole(r.Plain.Customers), l.Percent(r.Plain.Coverage), l.Percent(r.Weighted.WeightedCoverage), l.Whole(r.Plain.CustomersAtGoal), l.Whole(r.Plain.MissingToGoal),
            }),
            hasTotal: true);
    }

    public static string Group(ReportLanguage l, string kind, string name) => kind switch
    {
        "class" => l.Say($"Class {name}", $"Klasse {name}"),
        "all" => l.Word("All customers", "Alle Kunden"),
        _ => name,
    };
}
