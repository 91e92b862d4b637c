namespace CrossSell.ML.Report;

/// <summary>The tables that name customers, as far as they were asked for.</summary>
internal static class CustomerTables
{
    public static IEnumerable<ReportTable> Of(Study s)
    {
        CustomerLists lists = s.Options.Lists;
        if (lists.HasFlag(CustomerLists.Customers))
        {
            yield return Table(
                "customers", ["customer", "class", "spend", "potential", "share_of_wallet", "coverage", "gaps", "activity", "last_purchase", "expected_value", "lower", "upper", "alive", "missing_to_goal", "offers_that_pay", "goal_pays"], Customers(s));
        }

        if (lists.HasFlag(CustomerLists.Gaps))
        {
            yield return Table("gaps", ["customer", "category", "product", "probability", "margin", "expected_margin"], Gaps(s));
        }

        if (lists.HasFlag(CustomerLists.Steps))
        {
            yield return Table("steps", ["customer", "ladder", "from", "to", "possible_from", "probability", "added_margin", "expected_margin"], s.Steps.Select(t => ReportTables.Row(
                t.Customer.Value, t.Ladder, t.From.Value, t.To.Value, s.Book.HasTimes ? t.PossibleFrom : null, t.Propensity, t.AddedMargin, t.ExpectedMargin)));
        }

        if (lists.HasFlag(CustomerLists.WinBack))
        {
            yield return Table("winback", ["customer", "group", "reason", "attempts", "not_before", "value"], s.Book.HasTimes ? s.WinBack.List.Select(e => ReportTables.Row(
                e.Customer.Value, ReportTables.Name(e.Group), ReportTables.Name(e.Reason), e.Attempts, e.NotBefore, e.Value)) : []);
        }

        if (lists.HasFlag(CustomerLists.Questions))
        {
            yield return Table("questions", ["customer", "kind", "about", "value"], s.Unknowns.Questions.Select(q => ReportTables.Row(s.Book.History.Customers[q.Customer], UnknownFigures.Parse(q.Fact).Kind, UnknownFigures.Parse(q.Fact).About, q.Value)));
        }

        if (lists.HasFlag(CustomerLists.ClassChanges))
        {
            yield return Table("class_changes", ["customer", "at", "from", "to", "reason"], Enumerable.Range(0, s.Book.Customers).SelectMany(c => s.History.LineOf(s, c).Select(change => ReportTables.Row(
                s.Book.History.Customers[c], change.At, change.From?.ToString(), change.To.ToString(), change.Reason))));
        }
    }

    private static ReportTable Table(string name, string[] columns, IEnumerable<object?[]> rows) => ReportTables.Table(name, columns, rows, namesCustomers: true);

    private static IEnumerable<object?[]> Customers(Study s)
    {
        for (int c = 0; c < s.Book.Customers; c++)
        {
            CustomerValue? value = s.Value.IsKnown ? s.Value.Of(c) : null;
            yield return ReportTables.Row([
                s.Book.History.Customers[c],
                s.Classes.Of[c].ToString(),
                s.Spend.Totals[c],
                s.Classes.Potentials[c],
                s.ShareOf(c),
                s.Space.CoverageOf(c),
                s.Space.GapsOf(c).Count,
                s.Book.HasTimes ? ReportTables.Name(s.Activities.States[c]) : null,
                s.Rhythms.LastDays[c] == long.MinValue ? null : new DateTimeOffset(s.Rhythms.LastDays[c], TimeSpan.Zero),
                value?.ExpectedMargin, value?.Lower, value?.Upper, value?.ProbabilityAlive, .. Goal(s, c)]);
        }
    }

    // How many categories he lacks to the goal, how many offers to him pay, and whether the goal can be reached by offers that do.
    private static object?[] Goal(Study s, int customer)
    {
        IReadOnlyList<Gap> gaps = s.Space.GapsOf(customer);
        int relevant = 0, owned = 0;
        foreach (CategoryState state in s.Space.StatesOf(customer))
        {
            (relevant, owned) = (relevant + (state == CategoryState.NotRelevant ? 0 : 1), owned + (state == CategoryState.Owned ? 1 : 0));
        }

        long missing = WhiteSpace.MissingToGoal(relevant, owned, s.Options.Goal);
        int paying = gaps.Count(gap => gap.Estimate.ExpectedMargin > s.Effort.Example.Cost);
        return [missing, paying, missing <= paying ? "yes" : "no"];
    }

    // By expected margin, the greatest first; a gap each row.
    private static IEnumerable<object?[]> Gaps(Study s) => s.Effort.Gaps == 0 ? [] : s.Space.TopGaps((int)Math.Min(int.MaxValue, s.Effort.Gaps)).Select(g => ReportTables.Row(
        s.Book.History.Customers[g.Customer], s.Book.Categories[g.Category], s.Book.Catalog[g.Product].Id.Value, g.Estimate.Propensity, g.Estimate.Margin, g.Estimate.ExpectedMargin));
}
