namespace CrossSell.ML.Report;

/// <summary>From which class to which customers moved, as a part of the section on classes.</summary>
internal static class MoveSection
{
    private static readonly ValueClass[] s_classes = Enum.GetValues<ValueClass>();

    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        if (s.History.Moves.Count == 0)
        {
            if (s.Book.HasTimes)
            {
                w.Note(
                    $"How customers moved between the classes is told where two years of purchases are known, or from the days that are asked for.",
                    $"Wie Kunden zwischen den Klassen wanderten, steht hier, wo Käufe aus zwei Jahren vorliegen, oder ab den Tagen, nach denen gefragt wird.");
            }

            return;
        }

        foreach (ValueClassMoves moves in s.History.Moves)
        {
            Write(w, s, moves);
        }

        w.Note(
            $"A class of an earlier day is the one that a report of that day would have told, by the limits of that day: nothing that came later counts. New are those who had not bought anything by then.",
            $"Die Klasse eines früheren Tages ist die, die ein Bericht dieses Tages genannt hätte, nach dessen Grenzen: Was später kam, zählt nicht. Neu ist, wer bis dahin nichts gekauft hatte.");
    }

    private static void Write(ReportWriter w, Study s, ValueClassMoves moves)
    {
        ReportLanguage l = w.L;
        (string then, string later) = (l.Date(moves.From.UtcDateTime), l.Date(moves.To.UtcDateTime));
        w.Heading($"From {then} to {later}: who moved", $"Vom {then} zum {later}: wer wanderte");
        (ValueClassMove up, ValueClassMove down, ValueClassMove came) = (moves.Climbed, moves.Fell, moves.Joined);
        w.Say(
            $"Climbed: {up.Customers:N0} customers, {l.Signed(up.Change)} in a year. Fell: {down.Customers:N0}, {l.Signed(down.Change)}. New: {came.Customers:N0}, {l.Signed(came.YieldAfter)}. Ask the sellers about those who fell, first from A and B.",
            $"Aufgestiegen: {up.Customers:N0} Kunden, {l.Signed(up.Change)} im Jahr. Abgestiegen: {down.Customers:N0}, {l.Signed(down.Change)}. Neu: {came.Customers:N0}, {l.Signed(came.YieldAfter)}. Die Verkäufer nach denen fragen, die abstiegen, zuerst aus A und B.");
        string spend = ReportUnits.Capital(ReportUnits.Spend(l, s));
        w.Table(
            [
                l.Word("Class then", "Klasse damals"), l.Word("#Customers", "#Kunden"), .. s_classes.Select(to => l.IsGerman ? $"#jetzt {to}" : $"#now {to}"),
                l.Word($"#{spend} then", $"#{spend} damals"), l.Word($"#{spend} now", $"#{spend} jetzt"),
            ],
            s_classes.Select(c => (ValueClass?)c).Append(null).Select(from => Row(l, moves, from)));
    }

    private static string[] Row(ReportLanguage l, ValueClassMoves moves, ValueClass? from)
    {
        ValueClassMove[] ways = [.. moves.Moves.Where(move => move.From == from)];
        return
        [
            from is { } known ? ClassSection.Name(l, known) : l.Word("New", "Neu"), l.Whole(ways.Sum(m => m.Customers)), .. s_classes.Select(to => l.Whole(moves[from, to].Customers)),
            from is null ? "–" : l.Amount(ways.Sum(m => m.YieldBefore)), l.Amount(ways.Sum(m => m.YieldAfter)),
        ];
    }
}
