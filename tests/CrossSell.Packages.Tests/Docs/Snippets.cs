using System.Text.RegularExpressions;

namespace CrossSell.Packages.Tests.Docs;

/// <summary>
/// C# in the documentation is a copy of compiled code: <c>&lt;!-- snippet: path#region --&gt;</c> before a block names the file, and the
/// <c>#region</c> in it, that the block must equal.
/// </summary>
internal static partial class Snippets
{
    /// <summary>What is wrong with the C# blocks of a page; <paramref name="read"/> gives a file of the repository, or null.</summary>
    public static IEnumerable<string> Faults(string page, string text, Func<string, string?> read)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!CSharpFence().IsMatch(lines[i]))
            {
                continue;
            }

            int end = Array.FindIndex(lines, i + 1, line => line.Trim() == "```");
            end = end < 0 ? lines.Length : end;
            string? fault = Fault(Before(lines, i), lines[(i + 1)..end], read);
            if (fault is not null)
            {
                yield return $"{page}({i + 1}): {fault}";
            }

            i = end;
        }
    }

    private static string? Fault(string before, string[] block, Func<string, string?> read)
    {
        Match match = Marker().Match(before);
        if (!match.Success)
        {
            return "a C# block has no <!-- snippet: path#region --> before it";
        }

        string path = match.Groups["path"].Value;
        string region = match.Groups["region"].Value;
        if (read(path) is not { } source)
        {
            return $"there is no {path}";
        }

        string[] lines = source.ReplaceLineEndings("\n").Split('\n');
        int start = Array.FindIndex(lines, line => line.Trim() == "#region " + region);
        int end = start < 0 ? -1 : Array.FindIndex(lines, start, line => line.Trim() == "#endregion");
        if (end < 0)
        {
            return $"{path} has no region {region}";
        }

        string expected = Normal(lines[(start + 1)..end]);
        return expected == Normal(block) ? null : $"the block differs from {path}#{region}, which is{Environment.NewLine}{expected}";
    }

    private static string Before(string[] lines, int fence)
    {
        for (int i = fence - 1; i >= 0; i--)
        {
            if (lines[i].Trim().Length > 0)
            {
                return lines[i].Trim();
            }
        }

        return "";
    }

    // Without the common indentation, blank lines at the ends and spaces at line ends.
    private static string Normal(string[] lines)
    {
        int indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(line => line.Trim().Length == 0 ? "" : line[indent..].TrimEnd())).Trim('\n');
    }

    [GeneratedRegex("^\\s*```(csharp|cs|c#)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex CSharpFence();

    [GeneratedRegex("^<!-- snippet: (?<path>[^#\\s]+)#(?<region>[^\\s]+) -->$")]
    private static partial Regex Marker();
}
