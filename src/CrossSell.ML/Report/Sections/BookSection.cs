namespace CrossSell.ML.Report;

/// <summary>What was looked at, and what is missing.</summary>
internal static class BookSection
{
    public static IEnumerable<(string Name, string Value, string Label)> Headlines(ReportLanguage l, Study s)
    {
        StudyBook book = s.Book;
        CoverageRow all = s.Space.Coverage(goal: s.Options.Goal)[^1];
        int potential = s.Classes.Of.Count(ValueClassRule.IsPotential);
        yield return ("customers", l.Whole(book.Customers), l.Word("customers", "Kunden"));
        yield return ("spend", ReportUnits.Spent(l, s, s.Spend.Sum), s.Spend.IsRevenue ? l.Word("spend in a year", "Umsatz im Jahr") : l.Word("purchases in a year", "Käufe im Jahr"));
        yield return ("coverage", l.Percent(all.Coverage), l.Say($"of the potential is covered; the goal is {l.Percent(s.Options.Goal)}", $"des Potenzials sind ausgeschöpft; Ziel sind {l.Percent(s.Options.Goal)}"));
        yield return ("potential_customers", l.Whole(potential), l.Word("potential customers (classes B and O)", "Potenzialkunden (Klassen B und O)"));
        yield return ("gaps", l.Whole(s.Effort.Gaps), l.Word("gaps that may be offered now", "Lücken, die jetzt angeboten werden dürfen"));
        yield return ("expected_margin", ReportUnits.Margin(l, s, s.Effort.ExpectedMargin), l.Say($"{ReportUnits.Expected(l, s)} of these gaps{ReportUnits.Within(l, s)}", $"{ReportUnits.Expected(l, s)} dieser Lücken{ReportUnits.Within(l, s)}"));
        yield return ("dormant_or_lost", l.Whole(s.Activities.CountOf(CustomerActivity.Dormant) + s.Activities.CountOf(CustomerActivity.Lost)), l.Word("dormant or lost customers", "schlafende oder verlorene Kunden"));
    }

    public static void Write(ReportWriter w, Study s)
    {
        (StudyBook book, ReportLanguage l) = (s.Book, w.L);
        w.Begin(
            "book",
            l.Word("The book at a glance", "Der Bestand auf einen Blick"),
            l.Word(
                "Go through the points below in the meeting, and agree on who does what until when.",
                "Die Punkte unten in der Besprechung durchgehen und vereinbaren, wer was bis wann tut."));
        w.Facts([.. Headlines(l, s).Select(h => (h.Value, h.Label))]);
        FirstSteps.Write(w, s);
        string products = l.Whole(book.History.Products.Count);
        if (book.History.FirstTime is { } first && book.History.LastTime is { } last)
        {
            w.Say(
                $"Looked at were {book.History.Count:N0} purchases of {products} products from {l.Date(first)} to {l.Date(last)}; now is {l.Date(book.AsOf!.Value)}.",
                $"Betrachtet sind {book.History.Count:N0} Käufe von {products} Produkten vom {l.Date(first)} bis zum {l.Date(last)}; Stichtag ist der {l.Date(book.AsOf!.Value)}.");
            w.Say(
                $"A year's spend is that of the contracts that run and of what was bought within 365 days before that day.",
                $"Der Umsatz im Jahr ist der laufender Verträge und dessen, was in den 365 Tagen vor diesem Tag gekauft wurde.");
        }
        else
        {
            w.Say(
                $"Looked at were {book.History.Count:N0} purchases of {products} products. They have no times: all of them count as of one year, and who still buys, when, and what a customer will be worth cannot be told.",
                $"Betrachtet sind {book.History.Count:N0} Käufe von {products} Produkten. Sie haben keine Zeitangaben: Alle zählen als aus einem Jahr, und wer noch kauft, wann, und was ein Kunde wert sein wird, lässt sich nicht sagen.");
        }

        WriteEstimates(w, s);
        WriteGaps(w, s);
        w.End();
    }

    private static void WriteEstimates(ReportWriter w, Study s)
    {
        if (s.Estimates.IsLearned && s.Estimates.Horizon is { } horizon)
        {
            w.Note(
                $"How likely each customer is to take a product within {horizon.TotalDays:N0} days was learned from the purchases; {s.Estimates.Learned:N0} of {s.Estimates.Known:N0} products had buyers enough for an estimate of their own.",
                $"Wie wahrscheinlich jeder Kunde ein Produkt binnen {horizon.TotalDays:N0} Tagen nimmt, wurde aus den Käufen gelernt; {s.Estimates.Learned:N0} von {s.Estimates.Known:N0} Produkten hatten genug Käufer für eine eigene Schätzung.");
        }
        else if (s.Estimates.IsLearned)
        {
            w.Note(
                $"Without times only which product would be the next could be learned; the probabilities are those of being the next one, not of a purchase within a time.",
                $"Ohne Zeitangaben ließ sich nur lernen, welches Produkt das nächste wäre; die Wahrscheinlichkeiten sind die, das nächste zu sein, nicht die eines Kaufs in einer Frist.");
        }
        else
        {
            w.Note(
                $"No probabilities were learned from these purchases; the share of customers who have a product stands in for the probability that another one takes it. The order is a guide, the amounts are too high.",
                $"Aus diesen Käufen wurden keine Wahrscheinlichkeiten gelernt; der Anteil der Kunden, die ein Produkt haben, steht für die Wahrscheinlichkeit, dass ein weiterer es nimmt. Die Reihenfolge gibt Anhalt, die Beträge sind zu hoch.");
        }

        if (s.Estimates.Margin == MarginKind.Revenue)
        {
            w.Note(
                $"The products have no margins; what a purchase of the product brings on average stands in for them.",
                $"Die Produkte haben keine Deckungsbeiträge; was ein Kauf des Produkts im Mittel bringt, steht dafür.");
        }
        else if (s.Estimates.Margin == MarginKind.Purchases)
        {
            w.Note(
                $"Neither margins nor revenues are known; each sale counts one.",
                $"Weder Deckungsbeiträge noch Umsätze sind bekannt; jeder Abschluss zählt eins.");
        }
    }

    private static void WriteGaps(ReportWriter w, Study s)
    {
        StudyBook book = s.Book;
        if (!book.HasCategories)
        {
            w.Note(
                $"No product has a category, so each product stands for one of its own{(book.AllCategories > book.Categories.Count ? $"; shown are the {book.Categories.Count} with the most buyers of {book.AllCategories:N0}" : "")}.",
                $"Kein Produkt hat eine Kategorie, daher steht jedes für sich{(book.AllCategories > book.Categories.Count ? $"; gezeigt sind die {book.Categories.Count} mit den meisten Käufern von {book.AllCategories.ToString("N0", w.L)}" : "")}.");
        }
        else if (book.AllCategories > book.Categories.Count)
        {
            w.Note(
                $"Of {book.AllCategories:N0} categories the {book.Categories.Count} with the most buyers are looked at.",
                $"Von {book.AllCategories:N0} Kategorien sind die {book.Categories.Count} mit den meisten Käufern betrachtet.");
        }

        if (book.UnknownProducts > 0)
        {
            w.Note(
                $"{book.UnknownProducts:N0} of the products bought are in no list of products: their spend counts, their gaps do not.",
                $"{book.UnknownProducts:N0} der gekauften Produkte stehen in keiner Produktliste: Ihr Umsatz zählt, ihre Lücken nicht.");
        }

        if (book.LaterRows > 0)
        {
            w.Note(
                $"{book.LaterRows:N0} purchases are later than that day and left out.",
                $"{book.LaterRows:N0} Käufe liegen nach dem Stichtag und bleiben außer Betracht.");
        }
    }
}
