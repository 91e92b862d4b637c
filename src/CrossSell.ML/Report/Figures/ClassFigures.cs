namespace CrossSell.ML.Report;

/// <summary>The classes A, B, O and C.</summary>
internal sealed class ClassFigures
{
    public ClassFigures(Study study)
    {
        StudyBook book = study.Book;
        var potentials = new double[book.Customers];
        for (int c = 0; c < potentials.Length; c++)
        {
            potentials[c] = study.Spend.Totals[c] + study.Space.GapsOf(c).Sum(gap => gap.Estimate.Propensity * study.PotentialOf(c, gap.Category));
        }

        Potentials = potentials;
        Rule = ValueClassRule.ByQuantiles(study.Spend.Totals, potentials);
        Of = new ValueClass[book.Customers];
        for (int c = 0; c < Of.Length; c++)
        {
            ValueClass value = Rule.ClassOf(study.Spend.Totals[c], potentials[c]);
            string? contact = study.FactsOf(c)?.ClassChanges.Where(change => change.At <= book.At).MaxBy(change => change.At)?.To;
            Of[c] = ValueClassRule.EffectiveOf(value, contact);
            Demoted += Of[c] == value ? 0 : 1;
        }

        Groups = CustomerGroups.Of(Of.Select(c => Names[(int)c]));
    }

    /// <summary>In the order of importance.</summary>
    public static IList<string> Names { get; } = ["A", "B", "O", "C"];

    /// <summary>For each customer what he could bring: what he does, and for each gap the probability that he takes it times the category's potential.</summary>
    public double[] Potentials { get; }

    public ValueClassRule Rule { get; }

    /// <summary>For each customer the effective class.</summary>
    public ValueClass[] Of { get; }

    /// <summary>How many the contact class of the ledger put lower.</summary>
    public int Demoted { get; }

    public CustomerGroups Groups { get; }
}
