namespace CrossSell.ML.Report;

/// <summary>The figures of one class.</summary>
internal sealed record ClassRow(ValueClass Class, int Customers, double Spend, double OpenPotential, long Gaps, double ExpectedMargin)
{
    public static ClassRow Of(Study s, ValueClass value)
    {
        var row = new ClassRow(value, 0, 0, 0, 0, 0);
        for (int c = 0; c < s.Book.Customers; c++)
        {
            if (s.Classes.Of[c] == value)
            {
                IReadOnlyList<Gap> gaps = s.Space.GapsOf(c);
                row = new ClassRow(
                    value, row.Customers + 1, row.Spend + s.Spend.Totals[c], row.OpenPotential + s.Classes.Potentials[c] - s.Spend.Totals[c], row.Gaps + gaps.Count,
                    row.ExpectedMargin + gaps.Sum(g => g.Estimate.ExpectedMargin));
            }
        }

        return row;
    }
}
