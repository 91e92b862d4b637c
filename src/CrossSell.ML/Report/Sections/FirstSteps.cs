namespace CrossSell.ML.Report;

/// <summary>What the whole report comes to, on its first page: how much, where, who first, what to say, where to stop, whom not to lose.</summary>
internal static class FirstSteps
{
    private const int Bars = 6;

    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        w.Heading("What it comes to", "Worauf es hinausläuft");
        w.Steps(Of(l, s));
        (string Name, double Margin)[] where =
        [
            .. SpaceSection.Categories(s).Where(c => c.ExpectedMargin > 0).OrderByDescending(c => c.ExpectedMargin).ThenBy(c => c.Category).Select(c => (s.Book.NameOfCategory(c.Category, l), c.ExpectedMargin)),
        ];
        if (where.Length > 1)
        {
            string title = l.Say(
                $"{ReportUnits.Capital(ReportUnits.Expected(l, s))} by category{(where.Length > Bars ? $", the first {Bars} of {where.Length}" : "")}",
                $"{ReportUnits.Capital(ReportUnits.Expected(l, s))} nach Kategorie{(where.Length > Bars ? $", die ersten {Bars} von {where.Length}" : "")}");
            w.Caption(title);
            BarsSvg.Write(
                w.Html, title,
                [.. where.Take(Bars).Select(c => (c.Name, (IReadOnlyList<(double, string)>)[(c.Margin, "c3")], $"{ReportUnits.Margin(l, s, c.Margin)} ({l.Percent(c.Margin / s.Effort.ExpectedMargin)})"))],
                where[0].Margin, right: 170);
        }
    }

    private static IEnumerable<(string Section, string Lead, string Text)> Of(ReportLanguage l, Study s)
    {
        if (s.Effort.Gaps == 0)
        {
            yield return ("effort", l.Word("How much:", "Wie viel:"), l.Word("nothing may be offered to anybody now; look at what bars the offers.", "Jetzt darf niemandem etwas angeboten werden; nachsehen, was die Angebote sperrt."));
        }
        else
        {
            yield return ("effort", l.Word("How much:", "Wie viel:"), HowMuch(l, s));
            yield return ("space", l.Word("Where:", "Wo:"), Where(l, s));
            yield return ("classes", l.Word("Who first:", "Wer zuerst:"), Who(l, s));
        }

        if (PairSection.Always(s) is [var best, ..])
        {
            string owned = PairSection.Name(l, s, best.Owned), offered = PairSection.Name(l, s, best.Offered);
            yield return ("pairs", l.Word("What to say:", "Was sagen:"), l.Say($"to owners of {owned} always mention {offered}: {l.Percent(best.Counts!.Value.N11 / (double)best.Owners)} of them have it.", $"Inhabern von {owned} immer {offered} nennen: {l.Percent(best.Counts!.Value.N11 / (double)best.Owners)} von ihnen haben es."));
        }

        if (s.Effort.Gaps > 0)
        {
            yield return ("effort", l.Word("Where to stop:", "Wo aufhören:"), Stop(l, s));
        }

        if (s.Book.HasTimes && Keep(l, s) is { Length: > 0 } keep)
        {
            yield return ("activity", l.Word("Whom not to lose:", "Wen nicht verlieren:"), keep);
        }
    }

    private static string HowMuch(ReportLanguage l, Study s)
    {
        string text = l.Say(
            $"{s.Effort.Gaps:N0} gaps may be offered now; {ReportUnits.Margin(l, s, s.Effort.ExpectedMargin)} lie in them ({ReportUnits.Expected(l, s)}{ReportUnits.Within(l, s)}).",
            $"{s.Effort.Gaps:N0} Lücken dürfen jetzt angeboten werden; darin stecken {ReportUnits.Margin(l, s, s.Effort.ExpectedMargin)} ({ReportUnits.Expected(l, s)}{ReportUnits.Within(l, s)}).");
        if (!s.Estimates.IsLearned)
        {
            return text + " " + l.Word("Nothing could be learned from the purchases: the order is a guide, the amount is too high.", "Aus den Käufen ließ sich nichts lernen: Die Reihenfolge gibt Anhalt, der Betrag ist zu hoch.");
        }

        if (s.Projection.Test is not { Expected: > 0 } test)
        {
            return text;
        }

        Interval all = s.Projection.Projection.Total.Margin;
        return text + " " + l.Say(
            $"The same calculation of {l.Date(test.Date)} expected {test.Expected:N0} purchases of what was lacking; {test.Bought:N0} came. Going by that it is {l.Amount(all.Lower)} to {ReportUnits.Margin(l, s, all.Upper)}.",
            $"Dieselbe Rechnung vom {l.Date(test.Date)} erwartete {test.Expected:N0} Käufe von dem, was fehlte; {test.Bought:N0} kamen. Danach sind es {l.Amount(all.Lower)} bis {ReportUnits.Margin(l, s, all.Upper)}.");
    }

    private static string Where(ReportLanguage l, Study s)
    {
        (int Category, long[] Counts, double ExpectedMargin)[] rows = [.. SpaceSection.Categories(s).OrderByDescending(r => r.ExpectedMargin).ThenBy(r => r.Category)];
        (string name, long lack, double margin) = (s.Book.NameOfCategory(rows[0].Category, l), rows[0].Counts[(int)CategoryState.Gap], rows[0].ExpectedMargin);
        double share = s.Effort.ExpectedMargin > 0 ? margin / s.Effort.ExpectedMargin : double.NaN;
        return l.Say($"first in {name}, with {l.Percent(share)} of it; {lack:N0} customers lack it and may be offered it.", $"zuerst in {name} mit {l.Percent(share)} davon; {lack:N0} Kunden fehlt es, und sie dürfen es angeboten bekommen.");
    }

    private static string Who(ReportLanguage l, Study s)
    {
        ClassRow worth = ClassSection.Worth([.. ClassSection.Rows(s)]);
        double each = worth.Customers == 0 ? double.NaN : worth.ExpectedMargin / worth.Customers;
        double share = s.Effort.ExpectedMargin > 0 ? worth.ExpectedMargin / s.Effort.ExpectedMargin : double.NaN;
        return l.Say(
            $"the {worth.Customers:N0} customers of class {ClassSection.Name(l, worth.Class)}: {ReportUnits.Margin(l, s, each)} each, {l.Percent(share)} of it all.",
            $"die {worth.Customers:N0} Kunden der Klasse {ClassSection.Name(l, worth.Class)}: je {ReportUnits.Margin(l, s, each)}, {l.Percent(share)} von allem.");
    }

    private static string Stop(ReportLanguage l, Study s)
    {
        (double cost, EffortCurve curve) = s.Effort.Example;
        string text = l.Say(
            $"at {ReportUnits.Margin(l, s, cost)} an offer after the {curve.OffersThatPay:N0} most promising of {s.Effort.Gaps:N0}, which bring {ReportUnits.Margin(l, s, curve.ProfitThatPays)} after their cost.",
            $"bei {ReportUnits.Margin(l, s, cost)} je Angebot nach den {curve.OffersThatPay:N0} aussichtsreichsten von {s.Effort.Gaps:N0}, die nach Kosten {ReportUnits.Margin(l, s, curve.ProfitThatPays)} bringen.");
        return s.Options.OfferCost is not null ? text
            : text + " " + l.Word("What an offer costs was not given: this is an example.", "Was ein Angebot kostet, wurde nicht angegeben: Dies ist ein Beispiel.");
    }

    private static string Keep(ReportLanguage l, Study s)
    {
        IReadOnlyList<(ContactGroup Group, int Customers, int Now, double Value)> groups = ActivitySection.Groups(s);
        var parts = new List<string>();
        (int lost, int days) = (groups[1].Customers + groups[2].Customers, ContractFigures.Within[0]);
        Add(groups[0].Customers, $"customers about to go: {groups[0].Customers:N0}", $"Kunden vor dem Absprung: {groups[0].Customers:N0}");
        Add(s.Contracts.Ending[0].Contracts, $"contracts that end within {days} days: {s.Contracts.Ending[0].Contracts:N0}", $"Verträge, die binnen {days} Tagen enden: {s.Contracts.Ending[0].Contracts:N0}");
        Add(lost, $"lost or dormant, to be won back: {lost:N0}", $"verloren oder schlafend, zurückzugewinnen: {lost:N0}");
        return parts.Count == 0 ? "" : string.Join("; ", parts) + ".";

        void Add(long count, FormattableString english, FormattableString german)
        {
            if (count > 0)
            {
                parts.Add(l.Say(english, german));
            }
        }
    }
}
