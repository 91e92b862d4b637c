namespace CrossSell.ML.Report;

/// <summary>Who is about to go, has gone quiet or is lost, and in which order to see to them.</summary>
internal static class ActivitySection
{
    private static readonly CustomerActivity[] s_states = [CustomerActivity.Active, CustomerActivity.Dormant, CustomerActivity.Lost, CustomerActivity.None];

    public static IReadOnlyList<(ContactGroup Group, int Customers, int Now, double Value)> Groups(Study s) =>
    [
        .. Enum.GetValues<ContactGroup>().Select(group => s.WinBack.List.Where(e => e.Group == group).ToArray())
            .Select((entries, group) => ((ContactGroup)group, entries.Length, entries.Count(e => e.NotBefore <= s.Book.At), entries.Sum(e => e.Value))),
    ];

    public static IEnumerable<(CustomerActivity State, int Customers, double Spend)> States(Study s) => s_states.Select(state => (
        state, s.Activities.CountOf(state), Enumerable.Range(0, s.Book.Customers).Where(c => s.Activities.States[c] == state).Sum(c => s.Spend.Totals[c])));

    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        IReadOnlyList<(ContactGroup Group, int Customers, int Now, double Value)> groups = Groups(s);
        w.Begin(
            "activity",
            l.Word("Dormant, lost, and whom to win back", "Schlafende, Verlorene und wen zurückgewinnen"),
            !s.Book.HasTimes
                ? l.Word("Record the dates of purchases; without them nobody sees who has gone quiet.", "Die Daten der Käufe erfassen; ohne sie sieht niemand, wer still geworden ist.")
                : ToDo(l, s, groups));
        if (s.Book.HasTimes)
        {
            (CustomerActivity State, int Customers, double Spend)[] states = [.. States(s)];
            BarsSvg.Write(
                w.Html,
                l.Word("Customers by activity", "Kunden nach Aktivität"),
                [.. states.Select((r, i) => (StateName(l, r.State), (IReadOnlyList<(double, string)>)[(r.Customers, i == 0 ? "c1" : i == 1 ? "c3" : "c5")], $"{l.Whole(r.Customers)} ({l.Percent(r.Customers / (double)s.Book.Customers)})"))],
                states.Max(r => r.Customers));
            w.Note(
                $"Active is who has not been without a purchase for longer than three of his own usual gaps, 90 days at least, or whose contract runs; lost is who has been for twice as long, or all of whose contracts have ended.",
                $"Aktiv ist, wer nicht länger ohne Kauf ist als drei seiner üblichen Abstände, mindestens 90 Tage, oder wessen Vertrag läuft; verloren, wer doppelt so lange ohne Kauf ist oder dessen Verträge alle beendet sind.");
            w.Heading("In the order of work", "In der Reihenfolge der Arbeit");
            w.Table(
                [l.Word("Group", "Gruppe"), l.Word("#Customers", "#Kunden"), l.Word("#May be contacted now", "#Jetzt ansprechbar"), l.Word("#Worth", "#Wert"), l.Word("#Each", "#Je Kunde")],
                groups.Select(g => new[] { GroupName(l, g.Group), l.Whole(g.Customers), l.Whole(g.Now), l.Amount(g.Value), l.Amount(g.Customers == 0 ? double.NaN : g.Value / g.Customers) }));
            w.Note(
                $"Winning back has limits of its own: {s.WinBack.Rules.MostAttempts} attempts at most, {s.WinBack.Rules.BetweenAttempts.TotalDays:N0} days apart, and never anybody who objects. Worth is what the next section expects of a customer, else what he brought in his last year with us. About to go is who has used up {l.Percent(s.WinBack.Rules.WarnAt)} of the days after which he would be dormant.",
                $"Für die Rückgewinnung gelten eigene Grenzen: höchstens {s.WinBack.Rules.MostAttempts} Versuche, {s.WinBack.Rules.BetweenAttempts.TotalDays:N0} Tage auseinander, und nie jemand, der widersprochen hat. Wert ist, was der nächste Abschnitt vom Kunden erwartet, sonst was er in seinem letzten Jahr bei uns brachte. Vor dem Absprung ist, wer {l.Percent(s.WinBack.Rules.WarnAt)} der Tage verbraucht hat, nach denen er schliefe.");
            WriteReasons(w, s);
        }

        WriteContracts(w, s);
        w.End();
    }

    // Nobody is told to call groups of nobody.
    private static string ToDo(ReportLanguage l, Study s, IReadOnlyList<(ContactGroup Group, int Customers, int Now, double Value)> groups)
    {
        string[] names = [l.Word("those about to go", "die vor dem Absprung"), l.Word("former customers", "frühere Kunden"), l.Word("dormant ones", "schlafende")];
        string[] some = [.. names.Select((name, i) => (name, groups[i].Customers)).Where(g => g.Customers > 0).Select(g => $"{g.name} ({l.Whole(g.Customers)})")];
        return some.Length == 0
            ? l.Word("Nobody is about to go, lost or dormant: nothing to do here but to watch.", "Niemand steht vor dem Absprung, ist verloren oder schläft: Hier ist nichts zu tun, als aufzupassen.")
            : l.Say(
                $"Call first {string.Join(", then ", some)}; stop after {s.WinBack.Rules.MostAttempts} attempts.",
                $"Zuerst {string.Join(", dann ", some)} anrufen; nach {s.WinBack.Rules.MostAttempts} Versuchen aufhören.");
    }

    public static string StateName(ReportLanguage l, CustomerActivity state) => state switch
    {
        CustomerActivity.Active => l.Word("active", "aktiv"),
        CustomerActivity.Dormant => l.Word("dormant", "schlafend"),
        CustomerActivity.Lost => l.Word("lost", "verloren"),
        _ => l.Word("nothing known", "nichts bekannt"),
    };

    public static string GroupName(ReportLanguage l, ContactGroup group) => group switch
    {
        ContactGroup.Existing => l.Word("1. Existing, about to go", "1. Bestehende vor dem Absprung"),
        ContactGroup.Former => l.Word("2. Former (lost)", "2. Frühere (verlorene)"),
        ContactGroup.Dormant => l.Word("3. Dormant", "3. Schlafende"),
        _ => l.Word("4. Never bought", "4. Noch nie gekauft"),
    };

    public static string ReasonName(ReportLanguage l, LossReason reason) => reason switch
    {
        LossReason.Price => l.Word("too dear", "zu teuer"),
        LossReason.Competitor => l.Word("went to somebody else", "zum Wettbewerb gegangen"),
        LossReason.Service => l.Word("trust or service", "Vertrauen oder Service"),
        LossReason.NoNeed => l.Word("no need any more", "kein Bedarf mehr"),
        LossReason.Objection => l.Word("objects to marketing", "widerspricht der Werbung"),
        _ => l.Word("nobody knows", "niemand weiß es"),
    };

    private static void WriteReasons(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        if (!s.WinBack.Reasons.Any(r => r.Reason != LossReason.Unknown))
        {
            w.Note($"Why customers have gone is not recorded of anybody: ask, and note the reason with the answer.", $"Warum Kunden gegangen sind, ist von niemandem erfasst: fragen und den Grund mit der Antwort notieren.");
            return;
        }

        w.Heading("Why they have gone", "Warum sie gegangen sind");
        w.Table([l.Word("Reason", "Grund"), l.Word("#Customers", "#Kunden")], s.WinBack.Reasons.Select(r => new[] { ReasonName(l, r.Reason), l.Whole(r.Customers) }));
    }

    private static void WriteContracts(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        if (s.Contracts.Running == 0)
        {
            return;
        }

        w.Heading("Contracts that end", "Verträge, die enden");
        w.Say(
            $"{s.Contracts.Running:N0} contracts run and bring {ReportUnits.Spent(l, s, s.Contracts.Spend)} in a year. Speak to their owners before these end:",
            $"{s.Contracts.Running:N0} Verträge laufen und bringen {ReportUnits.Spent(l, s, s.Contracts.Spend)} im Jahr. Mit den Inhabern sprechen, bevor diese enden:");
        w.Table(
            [l.Word("Within", "Binnen"), l.Word("#Contracts", "#Verträge"), ReportUnits.SpendColumn(l, s)],
            ContractFigures.Within.Select((days, i) => new[] { l.Say($"{days} days", $"{days} Tagen"), l.Whole(s.Contracts.Ending[i].Contracts), l.Amount(s.Contracts.Ending[i].Spend) }));
    }
}
