using System.Reflection;
using CrossSell.Packages.Tests.House;

namespace CrossSell.Packages.Tests.Api;

/// <summary>
/// Each package's public surface equals its approved text. After an intended change run the tests once with CROSSSELL_APPROVE=1,
/// read the difference, and commit it with a line in CHANGELOG.md.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("CrossSell.Core")]
    [InlineData("CrossSell.ML")]
    [InlineData("CrossSell.Storage.PostgreSql")]
    [InlineData("CrossSell.Storage.Sqlite")]
    [InlineData("CrossSell.Data")]
    [InlineData("CrossSell.Hosting")]
    [InlineData("CrossSell.Testing")]
    public void The_public_surface_changes_only_on_purpose(string package)
    {
        string file = $"tests/CrossSell.Packages.Tests/PublicApi/{package}.txt";
        string now = PublicApi.Of(Assembly.Load(package));
        if (Environment.GetEnvironmentVariable("CROSSSELL_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Repository.PathOf(file))!);
            File.WriteAllText(Repository.PathOf(file), now);
        }

        string approved = Repository.Has(file) ? Repository.Read(file).ReplaceLineEndings("\n") : "";
        Assert.True(now == approved, Difference(approved, now, file));
    }

    [Fact]
    public void The_difference_names_the_lines_that_came_and_went()
    {
        string text = Difference("class A\n    int X()\n    int Y()\n", "class A\n    int X(int a)\n    int Y()\n", "A.txt");

        Assert.Contains("-     int X()", text, StringComparison.Ordinal);
        Assert.Contains("+     int X(int a)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("int Y()", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_printer_shows_what_a_caller_can_break_on()
    {
        string text = PublicApi.Of(typeof(PublicApiTests).Assembly);

        Assert.Contains("sealed class CrossSell.Packages.Tests.Api.PublicApiTests\n", text, StringComparison.Ordinal);
        Assert.Contains("abstract class CrossSell.Packages.Tests.Api.Example<T> : IDisposable\n", text, StringComparison.Ordinal);
        Assert.Contains("    protected .ctor(in int size, string name = \"none\")\n", text, StringComparison.Ordinal);
        Assert.Contains("    abstract int? Find<TKey>(Dictionary<TKey, List<T[]>> from, out double score)\n", text, StringComparison.Ordinal);
        Assert.Contains("    required string Name { get; init; }\n", text, StringComparison.Ordinal);
        Assert.Contains("    override string ToString()\n", text, StringComparison.Ordinal);
        Assert.Contains("    const int Limit = 3\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", text, StringComparison.Ordinal);
    }

    private static string Difference(string approved, string now, string file)
    {
        string[] before = approved.Split('\n');
        string[] after = now.Split('\n');
        IEnumerable<string> gone = Missing(before, after).Select(line => "- " + line);
        IEnumerable<string> come = Missing(after, before).Select(line => "+ " + line);
        return $"The public API differs from {file} (first lines of each side):{Environment.NewLine}"
            + string.Join(Environment.NewLine, gone.Take(25).Concat(come.Take(25)))
            + $"{Environment.NewLine}If that is intended, run the tests once with CROSSSELL_APPROVE=1 and commit the file with a line in CHANGELOG.md.";
    }

    // As multisets, type headers carried along would hide moves; a plain line difference is what a reader needs.
    private static IEnumerable<string> Missing(string[] from, string[] of)
    {
        Dictionary<string, int> left = of.GroupBy(line => line, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        foreach (string line in from)
        {
            if (!left.TryGetValue(line, out int count) || count == 0)
            {
                yield return line;
            }
            else
            {
                left[line] = count - 1;
            }
        }
    }
}
