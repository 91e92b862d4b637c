using System.Globalization;

namespace CrossSell.Campaigns;

/// <summary>Writes problems in the LP format (CPLEX), which other solvers read: <c>cbc</c>, <c>glpsol --lp</c>, HiGHS, SCIP, Gurobi, CPLEX.</summary>
/// <remarks>
/// A maximisation over 0-1 variables. Columns are the candidates that no limit of 0 rules out, in their order, named <c>x</c> and the candidate's number; so
/// <see cref="SolverSolution"/> finds them again. A comment before each row of the campaign gives its name. Numbers are written so that they read back as the same.
/// </remarks>
public static class LpFile
{
    private const int WidthOfLine = 100;

    /// <summary>Writes a problem. O(candidates x rows).</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="writer">Takes the text; stays open.</param>
    public static void Write(CampaignProblem problem, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(writer);
        var rows = new ModelRows(problem);
        bool needsNone = rows.Columns.Length == 0;
        writer.Write("Maximize\n obj:");
        var line = new Line(writer);
        foreach (int j in rows.Columns)
        {
            line.Term(problem.Values[j].ToString("R", CultureInfo.InvariantCulture), Name(j));
        }

        if (needsNone)
        {
            line.Term("0", "none");
        }

        writer.Write("\nSubject To\n");
        foreach (ModelRow row in rows.All())
        {
            if (row.Name[0] == 'r')
            {
                writer.Write($"\\ {row.Title.ReplaceLineEndings(" ")}\n");
            }

            needsNone |= row.Members.Length == 0;
            writer.Write($" {row.Name}:");
            line.Begin();
            foreach ((int candidate, decimal amount) in row.Members)
            {
                line.Term(amount.ToString(CultureInfo.InvariantCulture), Name(candidate));
            }

            if (row.Members.Length == 0)
            {
                line.Term("1", "none");
            }

            writer.Write(string.Create(CultureInfo.InvariantCulture, $" {(row.IsMinimum ? ">=" : "<=")} {row.Limit}\n"));
        }

        // Some readers want at least one row.
        if (needsNone)
        {
            writer.Write(" nothing: 1 none <= 0\n");
        }

        writer.Write("Binaries\n");
        line.Begin();
        foreach (string name in rows.Columns.Select(Name).Concat(needsNone ? ["none"] : Array.Empty<string>()))
        {
            line.Word(name);
        }

        writer.Write("\nEnd\n");
    }

    internal static string Name(int candidate) => string.Create(CultureInfo.InvariantCulture, $"x{candidate}");

    // Readers limit the length of lines.
    private sealed class Line(TextWriter writer)
    {
        private int _width;

        public void Begin() => _width = 0;

        public void Term(string amount, string name) => Word($"{(amount[0] == '-' ? "- " + amount[1..] : "+ " + amount)} {name}");

        public void Word(string word)
        {
            if (_width + word.Length > WidthOfLine)
            {
                writer.Write('\n');
                _width = 0;
            }

            writer.Write(' ');
            writer.Write(word);
            _width += word.Length + 1;
        }
    }
}
