namespace CrossSell.ML.Report;

/// <summary>Where more effort does not pay.</summary>
internal static class EffortSection
{
    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        EffortFigures effort = s.Effort;
        (double cost, EffortCurve curve) = effort.Example;
        w.Begin(
            "effort",
            l.Word("Where more effort does not pay", "Wo mehr Aufwand nicht lohnt"),
            effort.Gaps == 0
                ? l.Word("Nothing may be offered now; look at what bars the offers.", "Jetzt darf nichts angeboten werden; nachsehen, was die Angebote sperrt.")
                : l.Say(
                    $"Work the list from the top and stop where an offer brings less than it costs: at {ReportUnits.Margin(l, s, cost)} an offer after {curve.OffersThatPay:N0} of {effort.Gaps:N0}.",
                    $"Die Liste von oben abarbeiten und dort aufhören, wo ein Angebot weniger bringt, als es kostet: bei {ReportUnits.Margin(l, s, cost)} je Angebot nach {curve.OffersThatPay:N0} von {effort.Gaps:N0}."));
        if (effort.Gaps > 0)
        {
            string expected = ReportUnits.Capital(ReportUnits.Expected(l, s));
            CurveSvg.Write(
                w.Html, l, expected, l.Word("offers, the most promising first", "Angebote, die aussichtsreichsten zuerst"), l.Say($"{expected} in all", $"{expected}, gesamt"),
                [.. effort.Points.Select(p => ((double)p.Offers, p.Margin))],
                [.. effort.Curves.Select(c => ((double)c.Curve.OffersThatPay, c.Curve.ProfitThatPays + (c.Cost * c.Curve.OffersThatPay)))]);
            w.Table(
                [
                    l.Word("#Mark", "#Marke"), l.Word("#Cost of an offer", "#Kosten je Angebot"), l.Word("#Offers that pay", "#Angebote, die lohnen"), l.Word("#Gain after cost", "#Gewinn nach Kosten"),
                    l.Word("#Coverage then", "#Ausschöpfung dann"), l.Word("#Offers to the goal", "#Angebote bis zum Ziel"), l.Word("Does the goal pay?", "Lohnt das Ziel?"),
                ],
                effort.Curves.Select((c, i) => new[]
                {
                    l.Whole(i + 1), l.Amount(c.Cost), l.Whole(c.Curve.OffersThatPay), l.Amount(c.Curve.ProfitThatPays), l.Percent(c.Curve.CoverageThatPays),
                    c.Curve.OffersToGoal is { } toGoal ? l.Whole(toGoal) : "–",
                    Pays(l, c.Curve),
                }));
            w.Heading("By group", "Nach Gruppe");
            w.Table(
                [
                    l.Word("Group", "Gruppe"), l.Word("#Gaps", "#Lücken"), l.Word("#Coverage now", "#Ausschöpfung jetzt"), l.Word("#Offers that pay", "#Angebote, die lohnen"),
                    l.Word("#Gain after cost", "#Gewinn nach Kosten"), l.Word("#Coverage then", "#Ausschöpfung dann"), l.Word("Does the goal pay?", "Lohnt das Ziel?"),
                ],
                effort.Groups.Select(g => new[]
                {
                    SpaceSection.Group(l, g.Kind, g.Curve.Group), l.Whole(g.Curve.Gaps), l.Percent(g.Curve.CoverageNow), l.Whole(g.Curve.OffersThatPay), l.Amount(g.Curve.ProfitThatPays), l.Percent(g.Curve.CoverageThatPays),
                    Pays(l, g.Curve),
                }));
            w.Note(
                $"The goal is {l.Percent(s.Options.Goal)}; out of reach it is where not even all offers lead there, since most gaps are unlikely to be closed. By group at {ReportUnits.Margin(l, s, cost)} an offer.",
                $"Das Ziel sind {l.Percent(s.Options.Goal)}; unerreichbar ist es, wo auch alle Angebote nicht dorthin führen, weil die meisten Lücken sich wohl nicht schließen. Nach Gruppe bei {ReportUnits.Margin(l, s, cost)} je Angebot.");
            w.Note(
                $"Each gap is one offer, and its expected margin the probability times what a sale earns; coverage then counts each gap by its probability. What a campaign really adds must be measured against customers who are left alone.",
                $"Jede Lücke ist ein Angebot, ihr Erwartungswert die Wahrscheinlichkeit mal dem, was ein Abschluss bringt; die Ausschöpfung danach zählt jede Lücke mit ihrer Wahrscheinlichkeit. Was eine Kampagne wirklich bewirkt, muss gegen Kunden gemessen werden, die man in Ruhe lässt.");
        }

        w.End();
    }

    private static string Pays(ReportLanguage l, EffortCurve curve) =>
        curve.OffersToGoal is null ? l.Word("out of reach", "unerreichbar") : curve.GoalPays ? l.Word("yes", "ja") : l.Word("no", "nein");
}
