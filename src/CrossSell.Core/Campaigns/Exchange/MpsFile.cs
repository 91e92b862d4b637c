using System.Globalization;

namespace CrossSell.Campaigns;

/// <summary>Writes problems in the free MPS format, which nearly every solver reads: <c>cbc</c>, <c>glpsol --freemps</c>.</summary>
/// <remarks>
/// MPS has no common way to say that an objective is to be maximised, so the file minimises the negated values. Columns are named and ordered as in <see cref="LpFile"/>.
/// </remarks>
public static class MpsFile
{
    /// <summary>Writes a problem. O(candidates x rows).</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="writer">Takes the text; stays open.</param>
    public static void Write(CampaignProblem problem, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(writer);
        var rows = new ModelRows(problem);
        ModelRow[] all = [.. rows.All()];
        List<(string Row, decimal Amount)>[] columns = [.. Enumerable.Range(0, problem.CandidateCount).Select(_ => new List<(string, decimal)>())];
        writer.Write("NAME campaign FREE\nROWS\n N cost\n");
        foreach (ModelRow row in all)
        {
            writer.Write($" {(row.IsMinimum ? 'G' : 'L')} {row.Name}\n");
            foreach ((int candidate, decimal amount) in row.Members)
            {
                columns[candidate].Add((row.Name, amount));
            }
        }

        writer.Write("COLUMNS\n MARKER 'MARKER' 'INTORG'\n");
        foreach (int j in rows.Columns)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $" {LpFile.Name(j)} cost {(0 - problem.Values[j]).ToString("R", CultureInfo.InvariantCulture)}\n"));
            foreach ((string row, decimal amount) in columns[j])
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $" {LpFile.Name(j)} {row} {amount}\n"));
            }
        }

        writer.Write(" MARKER 'MARKER' 'INTEND'\nRHS\n");
        foreach (ModelRow row in all)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $" RHS {row.Name} {row.Limit}\n"));
        }

        writer.Write("BOUNDS\n");
        foreach (int j in rows.Columns)
        {
            writer.Write($" UP BND {LpFile.Name(j)} 1\n");
        }

        writer.Write("ENDATA\n");
    }
}
