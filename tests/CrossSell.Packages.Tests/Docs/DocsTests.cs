using System.Text.RegularExpressions;
using CrossSell.Packages.Tests.House;

namespace CrossSell.Packages.Tests.Docs;

/// <summary>The pages say what is so: their C# is compiled, their links lead somewhere.</summary>
public sealed partial class DocsTests
{
    private static IEnumerable<string> Pages =>
        Directory.GetFiles(Repository.PathOf("."), "*.md").Select(file => Path.GetFileName(file))
            .Concat(Repository.Files("docs", "*.md"))
            .Concat(Repository.Files("src", "*.md"))
            .Concat(Repository.Files("samples", "*.md"))
            .Concat(Repository.Files("benchmarks", "*.md"));

    [Fact]
    public void Every_csharp_block_is_a_copy_of_compiled_code() =>
        NoneOf(Pages.SelectMany(page => Snippets.Faults(page, Repository.Read(page), file => Repository.Has(file) ? Repository.Read(file) : null)));

    [Fact]
    public void No_relative_link_is_dead()
    {
        var dead = new List<string>();
        foreach (string page in Pages)
        {
            string folder = Path.GetDirectoryName(page)!.Replace(Path.DirectorySeparatorChar, '/');
            foreach (Match match in Link().Matches(WithoutCode(Repository.Read(page))))
            {
                string target = match.Groups["to"].Value;
                string file = target.Split('#')[0];
                if (!target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
                    && file.Length > 0 && !Repository.Has(folder.Length == 0 ? file : folder + "/" + file))
                {
                    dead.Add($"{page}: {target}");
                }
            }
        }

        NoneOf(dead);
    }

    private static string WithoutCode(string page) => Code().Replace(page, "");

    private static void NoneOf(IEnumerable<string> faults)
    {
        string[] found = [.. faults];
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex("(?s)```.*?```|`[^`\n]*`")]
    private static partial Regex Code();
}
