using System.Globalization;

namespace CrossSell.ML.Report;

/// <summary>The tables of a report, in the order of its sections.</summary>
internal static class ReportTables
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "summary", "classes", "class_moves", "categories", "group_categories", "coverage", "effort", "effort_costs", "effort_groups", "projection", "projection_test", "wallet", "wallet_categories", "ladders", "activity", "winback_groups", "loss_reasons", "contract_ends",
        "value", "programme", "segment_products", "sellers", "seller_products", "pairs", "lead_questions", "lead_grids", "lead_points", "segments", "unknowns", "customers", "gaps", "steps", "winback", "questions", "class_changes",
    ];

    private static readonly CategoryState[] s_states = [CategoryState.Owned, CategoryState.Competitor, CategoryState.Gap, CategoryState.Cooling, CategoryState.Blocked, CategoryState.NotRelevant];

    public static IReadOnlyList<ReportTable> Of(Study s) =>
    [
        Table("summary", ["figure", "value"], Summary(s)),
        Table("classes", ["class", "customers", "spend", "open_potential", "gaps", "expected_margin"], ClassSection.Rows(s).Select(r => Row(r.Class.ToString(), r.Customers, r.Spend, r.OpenPotential, r.Gaps, r.ExpectedMargin))),
        Table("class_moves", ["since", "until", "from", "to", "customers", "yield_before", "yield_after"], s.History.Moves.SelectMany(moves => moves.Moves.Select(m => Row(
            moves.From, moves.To, m.From?.ToString(), m.To?.ToString(), m.Customers, m.From is null ? double.NaN : m.YieldBefore, m.YieldAfter)))),
        Table("categories", ["category", "relevant", "owned", "competitor", "gap", "cooling", "blocked", "expected_margin"], SpaceSection.Categories(s).Select(r => Row(
            s.Book.Categories[r.Category], r.Counts.Sum() - Count(r.Counts, CategoryState.NotRelevant), Count(r.Counts, CategoryState.Owned), Count(r.Counts, CategoryState.Competitor),
            Count(r.Counts, CategoryState.Gap), Count(r.Counts, CategoryState.Cooling), Count(r.Counts, CategoryState.Blocked), r.ExpectedMargin))),
        Table("group_categories", ["kind", "group", "category", "owned", "competitor", "gap", "cooling", "blocked", "not_relevant"], SpaceSection.Matrix(s).Select(r => Row(
            [r.Kind, r.Group, s.Book.Categories[r.Category], .. s_states.Select(state => (object?)r.Counts[(int)state])]))),
        Table("coverage", ["kind", "group", "customers", "coverage", "weighted_coverage", "at_goal", "missing_to_goal", "goal"], SpaceSection.Rows(s).Select(r => Row(
            r.Kind, r.Plain.Group, r.Plain.Customers, r.Plain.Coverage, r.Weighted.WeightedCoverage, r.Plain.CustomersAtGoal, r.Plain.MissingToGoal, s.Options.Goal))),
        Table("effort", ["offers", "expected_margin", "last_margin", "coverage"], s.Effort.Points.Select(p => Row(p.Offers, p.Margin, p.Last, p.Coverage))),
        Table("effort_costs", ["cost", "offers_that_pay", "profit", "coverage", "offers_to_goal", "profit_to_goal", "goal_pays"], s.Effort.Curves.Select(c => Row(
            c.Cost, c.Curve.OffersThatPay, c.Curve.ProfitThatPays, c.Curve.CoverageThatPays, c.Curve.OffersToGoal, c.Curve.ProfitToGoal, c.Curve.OffersToGoal is null ? null : c.Curve.GoalPays ? "yes" : "no"))),
        Table("effort_groups", ["kind", "group", "cost", "gaps", "coverage", "offers_that_pay", "profit", "coverage_then", "offers_to_goal", "profit_to_goal", "goal_pays"], s.Effort.Groups.Select(g => Row(
            g.Kind, g.Curve.Group, s.Effort.Example.Cost, g.Curve.Gaps, g.Curve.CoverageNow, g.Curve.OffersThatPay, g.Curve.ProfitThatPays, g.Curve.CoverageThatPays, g.Curve.OffersToGoal, g.Curve.ProfitToGoal,
            g.Curve.OffersToGoal is null ? null : g.Curve.GoalPays ? "yes" : "no"))),
        Table("projection", ["kind", "name", "gaps", "purchases", "expected_margin", "lower", "upper"], Projection(s)),
        Table("projection_test", ["product", "since", "expected", "bought"], (s.Projection.Test?.Records ?? new Dictionary<ProductId, PropensityRecord>()).OrderBy(r => r.Key.Value, StringComparer.Ordinal).Select(r => Row(
            r.Key.Value, Date(s.Projection.Test!.Date), r.Value.Expected, r.Value.Bought))),
        Table("wallet", ["segment", "category", "potential", "lower", "upper", "peers", "own_estimate"], Wallet(s)),
        Table("wallet_categories", ["category", "customers_who_spend", "spend", "potential", "open", "share_of_wallet"], WalletSection.Rows(s).Select(r => Row(
            s.Book.Categories[r.Category], r.Buyers, r.Spend, r.Potential, r.Potential - r.Counted, r.Potential > 0 ? r.Counted / r.Potential : double.NaN))),
        Table("ladders", ["ladder", "from", "to", "customers", "possible_now", "added_margin", "expected_margin"], LadderSection.Rows(s).Select(r => Row(
            r.First.Ladder, r.First.From.Value, r.First.To.Value, r.Customers, r.PossibleNow, r.First.AddedMargin, r.Expected))),
        Table("activity", ["state", "customers", "spend"], s.Book.HasTimes ? ActivitySection.States(s).Select(r => Row(Name(r.State), r.Customers, r.Spend)) : []),
        Table("winback_groups", ["group", "customers", "may_be_contacted_now", "value"], s.Book.HasTimes ? ActivitySection.Groups(s).Select(g => Row(Name(g.Group), g.Customers, g.Now, g.Value)) : []),
        Table("loss_reasons", ["reason", "customers"], s.WinBack.Reasons.Select(r => Row(Name(r.Reason), r.Customers))),
        Table("contract_ends", ["within_days", "contracts", "spend"], s.Book.HasTimes ? ContractFigures.Within.Select((days, i) => Row(days, s.Contracts.Ending[i].Contracts, s.Contracts.Ending[i].Spend)) : []),
        Table("value", ["tenth", "customers", "expected", "typical_expected", "typical_lower", "typical_upper", "typical_purchases", "typical_alive", "typical_buys_again"], ValueSection.Rows(s).Select(r => Row(
            r.Part, r.Customers, r.Expected, r.Typical.ExpectedMargin, r.Typical.Lower, r.Typical.Upper, r.Typical.ExpectedPurchases, r.Typical.ProbabilityAlive, r.Buys))),
        .. ProgrammeTables.Of(s),
        Table("pairs", ["owned", "offered", "grade", "owners", "buyers", "both", "confidence", "lift", "p_adjusted"], PairSection.Findings(s).Select(p => Row(
            p.Owned, p.Offered, Name(p.Grade), p.Owners, p.Buyers, p.Counts!.Value.N11, p.Counts.Value.N11 / (double)p.Owners, (double)p.Counts.Value.N11 * p.Counts.Value.N / ((double)p.Owners * p.Buyers), p.AdjustedPValue))),
        Table("lead_questions", ["question", "from", "below", "levels", "others", "unknown", "points", "customers", "buyer_share"], Lead(s)),
        Table("lead_grids",
            ["row_question", "row_from", "row_below", "row_levels", "row_others", "row_unknown", "column_question", "column_from", "column_below", "column_levels", "column_others", "column_unknown", "points", "customers", "buyer_share"],
            LeadGrids(s)),
        Table("lead_points", ["from_points", "to_points", "customers", "probability", "buyer_share", "lift"], (s.Lead.Card?.Bands ?? []).Select(x => Row(
            x.FromPoints, x.ToPoints, x.Customers, x.Probability, x.BuyerShare, x.Lift))),
        Table("segments", ["segment", "rule", "customers", "share", "coverage", "mean_spend", "expected_margin", "best_category", "best_gaps", "best_probability"], Segments(s)),
        Table("unknowns", ["kind", "about", "not_known", "worth_asking", "value", "value_each"], s.Unknowns.Rows.Select(x => Row(UnknownFigures.Parse(x.Fact).Kind, UnknownFigures.Parse(x.Fact).About, x.Customers, x.WorthAsking, x.Value, x.MeanValue))),
        .. CustomerTables.Of(s),
    ];

    public static ReportTable Table(string name, string[] columns, IEnumerable<object?[]> rows, bool namesCustomers = false) => new(name, columns, rows, namesCustomers);

    /// <summary>Whole numbers become longs, what is undefined null, and of other numbers twelve digits stay: the last ones of a sum say nothing.</summary>
    public static object?[] Row(params object?[] values) => [.. values.Select(value => value switch
    {
        int whole => (long)whole,
        double.NaN or double.PositiveInfinity or double.NegativeInfinity => null,
        double number => double.Parse(number.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        _ => value,
    })];

    /// <summary>The name of a value of an enumeration as it stands in tables.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static IEnumerable<object?[]> Summary(Study s)
    {
        CoverageRow all = s.Space.Coverage(goal: s.Options.Goal)[^1];
        CoverageRow weighted = s.Space.Coverage(potential: s.PotentialOf, goal: s.Options.Goal)[^1];
        yield return Row("customers", s.Book.Customers);
        yield return Row("purchases", s.Book.History.Count);
        yield return Row("products", s.Book.History.Products.Count);
        yield return Row("unknown_products", s.Book.UnknownProducts);
        yield return Row("first_purchase", Date(s.Book.History.FirstTime));
        yield return Row("last_purchase", Date(s.Book.History.LastTime));
        yield return Row("as_of", Date(s.Book.AsOf));
        yield return Row("unit_of_spend", s.Spend.IsRevenue ? "revenue" : "purchases");
        yield return Row("unit_of_margin", Name(s.Estimates.Margin));
        yield return Row("probabilities", s.Estimates.IsLearned ? s.Estimates.IsNextProduct ? "next_product" : "learned" : "share_of_customers");
        yield return Row("horizon_days", s.Estimates.Horizon?.TotalDays);
        yield return Row("spend", s.Spend.Sum);
        yield return Row("coverage", all.Coverage);
        yield return Row("weighted_coverage", weighted.WeightedCoverage);
        yield return Row("customers_at_goal", all.CustomersAtGoal);
        yield return Row("gaps", s.Effort.Gaps);
        yield return Row("expected_margin", s.Effort.ExpectedMargin);
        yield return Row("high_yield", s.Classes.Rule.HighYield);
        yield return Row("good_yield", s.Classes.Rule.GoodYield);
        yield return Row("least_open_potential", s.Classes.Rule.OpenPotential);
        yield return Row("expected_value", s.Value.IsKnown ? s.Value.ByValue.Sum(c => s.Value.Expected[c]) : null);
        yield return Row("value_days", s.Value.Days);
    }

    private static IEnumerable<object?[]> Projection(Study s)
    {
        RevenueProjection projection = s.Projection.Projection;
        return new[] { ("all", projection.Total) }.Concat(projection.Products.Select(p => ("product", p))).Concat(projection.Segments.Select(p => (s.Projection.IsByClass ? "class" : "segment", p)))
            .Select(p => Row(p.Item1, p.Item2.Name, p.Item2.Gaps, p.Item2.Purchases, p.Item2.Margin.Value, p.Item2.Margin.Lower, p.Item2.Margin.Upper));
    }

    private static IEnumerable<object?[]> Wallet(Study s)
    {
        for (int g = 0; g < s.Wallet.Segments.Count; g++)
        {
            for (int k = 0; k < s.Wallet.CategoryCount; k++)
            {
                PotentialEstimate e = s.Wallet.PotentialOf(g, k);
                yield return Row(s.Wallet.Segments[g], s.Book.Categories[k], e.Potential, e.Lower, e.Upper, e.Peers, e.IsOwn ? "yes" : "no");
            }
        }
    }

    private static IEnumerable<object?[]> Segments(Study s)
    {
        for (int i = 0; i + 1 < s.Found.Profiles.Count; i++)
        {
            SegmentProfile p = s.Found.Profiles[i];
            SegmentRule? rule = s.Found.Tree!.Segments.FirstOrDefault(x => string.Equals(x.Name, p.Name, StringComparison.Ordinal));
            CategoryOutlook? best = p.Outlook.Count == 0 ? null : p.Outlook[0];
            yield return Row(
                p.Name, rule is null ? "" : SegmentTree.Describe(rule, CultureInfo.InvariantCulture), p.Coverage.Customers, p.Share, p.Coverage.Coverage, p.MeanValue, SegmentSection.Margin(p),
                best is null ? null : s.Book.Categories[best.Category], best?.Gaps, best?.MeanPropensity);
        }
    }

    private static IEnumerable<object?[]> Lead(Study s) =>
        (s.Lead.Card?.Criteria ?? []).SelectMany(c => c.Classes.Select(line => Row([.. Answer(c, line), line.Points, line.Customers, line.BuyerShare])));

    private static IEnumerable<object?[]> LeadGrids(Study s) => (s.Lead.Card?.Grids ?? []).SelectMany(g => g.Cells.SelectMany((row, r) => row.Select((cell, c) => Row(
        [.. Answer(g.Rows, g.Rows.Classes[r]), .. Answer(g.Columns, g.Columns.Classes[c]), cell.Points, cell.Customers, cell.BuyerShare]))));

    private static object?[] Answer(LeadCriterion criterion, LeadClass line) =>
        [criterion.Column, line.From, line.Below, string.Join('|', line.Levels), line.IncludesOthers ? "yes" : "no", line.IncludesUnknown ? "yes" : "no"];

    private static DateTimeOffset? Date(DateTime? date) => date is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;

    private static long Count(long[] counts, CategoryState state) => counts[(int)state];
}
