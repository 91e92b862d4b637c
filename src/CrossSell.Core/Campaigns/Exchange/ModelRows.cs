namespace CrossSell.Campaigns;

/// <summary>A problem as rows of a linear program, one after another: what the writers of files share.</summary>
/// <remarks>
/// Columns are the candidates that no limit of 0 rules out, in their order, named <c>x</c> and the candidate's number. Rows are named <c>r</c> and the row's number, with
/// <c>max</c> or <c>min</c>, and <c>c</c> and the customer's number, with <c>all</c> for the limit on his contacts or the number of another limit.
/// </remarks>
internal sealed class ModelRows
{
    private readonly CampaignProblem _problem;

    public ModelRows(CampaignProblem problem)
    {
        _problem = problem;
        Columns = [.. Enumerable.Range(0, problem.CandidateCount).Where(j => problem.Blocks.GroupOf[j] != BlockTable.NoGroup)];
    }

    /// <summary>The candidates that are columns, rising.</summary>
    public int[] Columns { get; }

    /// <summary>The rows of the campaign that have members or that nothing can reach, then those of the customers.</summary>
    public IEnumerable<ModelRow> All() => OfCampaign().Concat(OfCustomers());

    private IEnumerable<ModelRow> OfCampaign()
    {
        RowTable rows = _problem.RowTable;
        for (int r = 0; r < rows.Count; r++)
        {
            int row = r;
            (int Column, decimal Amount)[] members = [.. Columns
                .Where(j => rows.RowsOf(_problem.Kinds[j]).Contains(row))
                .Select(j => (j, rows.IsCost[row] ? _problem.Costs[j] / (decimal)RowTable.Micro : 1m))
                .Where(m => m.Item2 != 0)];
            if (rows.Maximum[row] != RowTable.NoMaximum && members.Length > 0)
            {
                yield return new ModelRow($"r{row}max", rows.Rows[row].Name, IsMinimum: false, rows.Shown(row, rows.Maximum[row]), members);
            }

            if (rows.Minimum[row] > 0)
            {
                yield return new ModelRow($"r{row}min", rows.Rows[row].Name, IsMinimum: true, rows.Shown(row, rows.Minimum[row]), members);
            }
        }
    }

    private IEnumerable<ModelRow> OfCustomers()
    {
        BlockTable blocks = _problem.Blocks;
        for (int customer = 0; customer < blocks.Customers; customer++)
        {
            int[] own = [.. Enumerable.Range(blocks.CandidateStart[customer], blocks.CandidateStart[customer + 1] - blocks.CandidateStart[customer])
                .Where(j => blocks.GroupOf[j] != BlockTable.NoGroup)];
            if (blocks.Most[customer] < own.Length)
            {
                yield return Row($"c{customer}all", blocks.MostSource[customer], blocks.Most[customer], own);
            }

            for (int row = blocks.RowStart[customer]; row < blocks.RowStart[customer + 1]; row++)
            {
                ushort local = (ushort)(row - blocks.RowStart[customer]);
                yield return Row($"c{customer}_{local}", blocks.RowSource[row], blocks.RowLimit[row], [.. own.Where(j => Stands(customer, j, local))]);
            }
        }

        ModelRow Row(string name, ushort source, int limit, int[] members) => new(name, blocks.Sources[source], IsMinimum: false, limit, [.. members.Select(j => (j, 1m))]);
    }

    private bool Stands(int customer, int candidate, ushort row)
    {
        BlockTable blocks = _problem.Blocks;
        int group = blocks.GroupStart[customer] + blocks.GroupOf[candidate];
        return blocks.RowsOfGroup.AsSpan(blocks.GroupRowStart[group], blocks.GroupRowStart[group + 1] - blocks.GroupRowStart[group]).Contains(row);
    }
}
