namespace CrossSell.Campaigns;

/// <summary>The prices of the campaign-wide rows, spread out over kinds of contacts: what a contact of a kind pays, and what a millionth of its cost pays.</summary>
internal sealed class PriceTable
{
    private readonly RowTable _rows;

    public PriceTable(RowTable rows)
    {
        _rows = rows;
        OfContact = new double[rows.Kinds];
        OfCost = rows.AnyCost ? new double[rows.Kinds] : null;
    }

    public double[] OfContact { get; }

    /// <summary>Null when no row adds up cost.</summary>
    public double[]? OfCost { get; }

    public void Set(ReadOnlySpan<double> prices)
    {
        for (int kind = 0; kind < OfContact.Length; kind++)
        {
            double contact = 0;
            double cost = 0;
            foreach (int row in _rows.RowsOf(kind))
            {
                if (_rows.IsCost[row])
                {
                    cost += prices[row];
                }
                else
                {
                    contact += prices[row];
                }
            }

            OfContact[kind] = contact;
            if (OfCost is not null)
            {
                OfCost[kind] = cost;
            }
        }
    }

    /// <summary>What remains of a candidate's value when the rows are paid.</summary>
    public double Reduce(CampaignProblem problem, int candidate)
    {
        int kind = problem.Kinds[candidate];
        double reduced = problem.Values[candidate] - OfContact[kind];
        return OfCost is null ? reduced : reduced - (OfCost[kind] * problem.Costs[candidate]);
    }
}
