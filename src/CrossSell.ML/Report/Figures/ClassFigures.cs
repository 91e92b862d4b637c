namespace CrossSell.ML.Report;

/// <summary>The classes A, B, O and C.</summary>
internal sealed class ClassFigures
{
    public ClassFigures(StudyBase study)
    {
        StudyBook book = study.Book;
        var potentials = new double[book.Customers];
        for (int c = 0; c < potentials.Length; c++)
        {
            potentials[c] = study.GivenPotentialOf(c) is { } given
                ? Math.Max(given, study.Spend.Totals[c])
                : study.Spend.Totals[c] + study.Space.GapsOf(c).Sum(gap => gap.Estimate.Propensity * study.PotentialOf(c, gap.Category));
        }

        Potentials = potentials;
        Snapshot = ValueClassSnapshot.Of(book.At, study.Spend.Totals, potentials, study.Options.ClassRule, c => ValueClassHistory.ContactClassAt(study.FactsOf(c)?.ClassChanges ?? [], book.At));
        Of = [.. Enumerable.Range(0, book.Customers).Select(c => Snapshot.EffectiveOf(c)!.Value)];
        Demoted = Enumerable.Range(0, book.Customers).Count(c => Snapshot.ValueOf(c) != Snapshot.EffectiveOf(c));
        Groups = CustomerGroups.Of(Of.Select(c => Names[(int)c]));
    }

    /// <summary>In the order of importance.</summary>
    public static IList<string> Names { get; } = ["A", "B", "O", "C"];

    /// <summary>For each customer what he could bring: as given, else what he does, and for each gap the probability that he takes it times the category's potential.</summary>
    public double[] Potentials { get; }

    public ValueClassSnapshot Snapshot { get; }

    public ValueClassRule Rule => Snapshot.Rule;

    /// <summary>For each customer the effective class.</summary>
    public ValueClass[] Of { get; }

    /// <summary>How many the contact class of the ledger put lower.</summary>
    public int Demoted { get; }

    public CustomerGroups Groups { get; }
}
