using System.Globalization;

namespace CrossSell.Campaigns;

/// <summary>Reads what another solver found for a file of <see cref="LpFile"/> or <see cref="MpsFile"/>.</summary>
/// <remarks>
/// Two formats, told apart by their first line: that of <c>cbc FILE solve solution OUT</c>, and that of <c>glpsol --write OUT</c>. The plan is not judged: give it to
/// <see cref="CampaignPlanner.Judge"/>, which checks every limit.
/// </remarks>
public static class SolverSolution
{
    // Solvers keep whole numbers to about a millionth.
    private const double Whole = 1e-5;

    /// <summary>The numbers of the chosen candidates, rising.</summary>
    /// <param name="problem">The problem that was written.</param>
    /// <param name="reader">The solver's file.</param>
    /// <param name="source">The file's name, for errors.</param>
    /// <exception cref="SolverSolutionException">It is in neither format, says that there is no solution, or names or values what cannot be; with line and value.</exception>
    public static IReadOnlyList<int> Read(CampaignProblem problem, TextReader reader, string source)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(source);
        string first = reader.ReadLine() ?? throw new SolverSolutionException(source, 1, "the file is empty; a solution of cbc or glpsol was expected.");
        bool[] chosen = first.StartsWith("c ", StringComparison.Ordinal) || first.StartsWith("s ", StringComparison.Ordinal)
            ? ReadGlpk(problem, reader, source, first)
            : ReadCbc(problem, reader, source, first);
        return [.. Enumerable.Range(0, chosen.Length).Where(j => chosen[j])];
    }

    // "Optimal - objective value 12.5", then lines of place, name, value, reduced cost; columns that are not named are 0. Stars mark what breaks a limit.
    private static bool[] ReadCbc(CampaignProblem problem, TextReader reader, string source, string first)
    {
        int at = first.IndexOf(" - objective value", StringComparison.Ordinal);
        if (at < 0)
        {
            throw new SolverSolutionException(source, 1, $"'{Shown(first)}' was seen; a status such as 'Optimal - objective value 12.5' (cbc) or 's mip ...' (glpsol --write) was expected.");
        }

        string status = first[..at];
        if (status.Contains("nfeasible", StringComparison.Ordinal) || status.Contains("nbounded", StringComparison.Ordinal))
        {
            throw new SolverSolutionException(source, 1, $"the solver says '{status}': there is no plan to read.");
        }

        var chosen = new bool[problem.CandidateCount];
        for (int line = 2; reader.ReadLine() is { } text; line++)
        {
            string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int name = words.Length > 0 && words[0] == "**" ? 2 : 1;
            if (words.Length == 0)
            {
                continue;
            }

            if (words.Length < name + 2)
            {
                throw new SolverSolutionException(source, line, $"'{Shown(text)}' was seen; place, name, value and reduced cost were expected.");
            }

            if (words[name] != "none")
            {
                chosen[CandidateOf(problem, words[name], source, line)] = IsOne(words[name + 1], words[name], source, line);
            }
        }

        return chosen;
    }

    // Lines "s mip ROWS COLUMNS STATUS OBJECTIVE", "i ROW VALUE", "j COLUMN VALUE", "e o f"; columns are counted from 1 in the order of the file.
    private static bool[] ReadGlpk(CampaignProblem problem, TextReader reader, string source, string first)
    {
        int[] columns = new ModelRows(problem).Columns;
        var chosen = new bool[problem.CandidateCount];
        bool ended = false;
        int line = 1;
        for (string? text = first; text is not null; text = reader.ReadLine(), line++)
        {
            string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case [] or ["c", ..] or ["i", ..]:
                    break;
                case ["s", "mip", _, _, "o" or "f", ..]:
                    break;
                case ["s", "mip", ..]:
                    throw new SolverSolutionException(source, line, $"'{Shown(text)}' says that there is no plan; the status o (optimal) or f (feasible) was expected.");
                case ["s", ..]:
                    throw new SolverSolutionException(source, line, $"'{Shown(text)}' is no solution in whole numbers; 's mip ...' was expected.");
                case ["j", var number, var value, ..]:
                    if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int column) || column < 1 || column > columns.Length + 1)
                    {
                        throw new SolverSolutionException(source, line, $"'{number}' is no column; the problem has {columns.Length}, from 1.");
                    }

                    bool one = IsOne(value, $"column {number}", source, line);
                    if (column <= columns.Length)
                    {
                        chosen[columns[column - 1]] = one;
                    }

                    break;
                case ["e", "o", "f"]:
                    ended = true;
                    break;
                default:
                    throw new SolverSolutionException(source, line, $"'{Shown(text)}' was seen; a line that begins with c, s, i, j or e was expected.");
            }
        }

        return ended ? chosen : throw new SolverSolutionException(source, line - 1, "the file ends without 'e o f'; it is not whole.");
    }

    private static int CandidateOf(CampaignProblem problem, string name, string source, int line) =>
        name.Length > 1 && name[0] == 'x' && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int candidate)
            && candidate < problem.CandidateCount && problem.Blocks.GroupOf[candidate] != BlockTable.NoGroup
            ? candidate
            : throw new SolverSolutionException(source, line, $"'{Shown(name)}' is no column of this problem; x and the number of a candidate, below {problem.CandidateCount}, was expected.");

    private static bool IsOne(string text, string name, string source, int line)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !(Math.Abs(value - Math.Round(value)) <= Whole && Math.Round(value) is 0 or 1))
        {
            throw new SolverSolutionException(source, line, $"{name} has the value '{Shown(text)}'; 0 or 1 was expected.");
        }

        return value > 0.5;
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
