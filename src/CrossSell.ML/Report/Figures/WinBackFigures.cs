namespace CrossSell.ML.Report;

/// <summary>Whom to see to, in the order of work.</summary>
internal sealed class WinBackFigures
{
    public WinBackFigures(Study study)
    {
        var cases = new WinBackCase[study.Book.Customers];
        for (int c = 0; c < cases.Length; c++)
        {
            var id = new CustomerId(study.Book.History.Customers[c]);
            CustomerFacts? facts = study.FactsOf(c);
            cases[c] = new WinBackCase(id, study.Activities.States[c])
            {
                ShareOfLimit = study.Activities.Sources[c] == RhythmSource.Subscription ? double.NaN : study.Rhythms.DaysSinceLast(c) / study.Activities.LimitDays[c],
                Value = ValueOf(study, c),
                Reason = study.Options.LossReasons?.Invoke(id),
                Responses = facts?.Responses ?? [],
                Objections = facts?.Objections ?? [],
                Attempts = study.Options.WinBackAttempts?.Invoke(id) ?? [],
            };
        }

        Rules = study.Options.WinBack;
        List = WinBackList.Of(cases, study.Book.At, Rules);
        Reasons = WinBackList.Reasons(cases, study.Book.At);
    }

    public WinBackRules Rules { get; }

    public IReadOnlyList<WinBackEntry> List { get; }

    public IReadOnlyList<(LossReason Reason, int Customers)> Reasons { get; }

    // What the model expects of him; else what he brought in his last year with us.
    private static double ValueOf(Study study, int customer) => Math.Max(0,
        study.Value.IsKnown && study.Value.Expected[customer] > 0 && double.IsFinite(study.Value.Expected[customer]) ? study.Value.Expected[customer] : study.Spend.LastYearOf(study.Book, customer));
}
