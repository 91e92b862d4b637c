using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CrossSell.Packages.Tests.Packages;

/// <summary>What package explorers and validators look at, asserted on the packed files themselves.</summary>
public sealed class PackageTests(PackedPackages packed) : IClassFixture<PackedPackages>
{
    private const string Home = "https://github.com/crosssell/crosssell";

    private static readonly Dictionary<string, string[]> Dependencies = new(StringComparer.Ordinal)
    {
        ["CrossSell.Core"] = [],
        ["CrossSell.ML"] = ["CrossSell.Core"],
        ["CrossSell.Data"] = ["CrossSell.Core", "CsvHelper"],
        ["CrossSell.Storage.PostgreSql"] = ["CrossSell.Core", "Npgsql"],
        ["CrossSell.Storage.Sqlite"] = ["CrossSell.Core", "SQLitePCLRaw.bundle_e_sqlite3", "SQLitePCLRaw.core"],
        ["CrossSell.Hosting"] = ["CrossSell.Core", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Options.ConfigurationExtensions"],
        ["CrossSell.Testing"] = ["CrossSell.Core"],
        ["CrossSell.Tool"] = [],
    };

    public static TheoryData<string> All => [.. Dependencies.Keys];

    public static TheoryData<string> Libraries => [.. Dependencies.Keys.Where(name => name != "CrossSell.Tool")];

    [Fact]
    public void Exactly_the_known_packages_are_packed()
    {
        IEnumerable<string> names = Directory.GetFiles(packed.Folder, "*.nupkg")
            .Select(file => Regex.Replace(Path.GetFileName(file), @"\.\d.*$", ""));

        Assert.Equal(Dependencies.Keys.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_package_says_what_it_is_and_whose(string name)
    {
        using Package package = Open(name);

        Assert.Equal(name, package.Value("id"));
        Assert.InRange(package.Value("description").Length, 40, 4000);
        Assert.DoesNotContain("Package Description", package.Value("description"), StringComparison.Ordinal);
        Assert.NotEqual("", package.Value("authors"));
        Assert.NotEqual(name, package.Value("authors"));
        Assert.NotEqual("", package.Value("copyright"));
        Assert.Contains("cross-selling", package.Value("tags").Split(' '));
        Assert.InRange(package.Value("tags").Length, 1, 4000);
        Assert.Equal(Home, package.Value("projectUrl"));
        Assert.StartsWith(Home, package.Value("releaseNotes"), StringComparison.Ordinal);
        Assert.Null(package.Element("summary"));
        Assert.Null(package.Element("iconUrl"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_licence_is_an_expression(string name)
    {
        using Package package = Open(name);

        XElement license = Assert.IsType<XElement>(package.Element("license"));
        Assert.Equal("MIT", license.Value);
        Assert.Equal("expression", (string?)license.Attribute("type"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_repository_is_named_with_its_commit(string name)
    {
        using Package package = Open(name);

        XElement repository = Assert.IsType<XElement>(package.Element("repository"));
        Assert.Equal("git", (string?)repository.Attribute("type"));
        Assert.Equal(Home, (string?)repository.Attribute("url"));
        Assert.Matches("^[0-9a-f]{40}$", (string?)repository.Attribute("commit"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_icon_is_a_small_square_png(string name)
    {
        using Package package = Open(name);

        byte[] icon = package.Bytes(package.Value("icon"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], icon[..4]);
        Assert.Equal(icon[16..20], icon[20..24]);
        Assert.InRange(icon.Length, 1, 100_000);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_readme_stands_alone(string name)
    {
        using Package package = Open(name);

        string readme = package.Text(package.Value("readme"));
        string install = name == "CrossSell.Tool" ? $"dotnet tool install --global {name}" : $"dotnet add package {name}";
        Assert.StartsWith($"# {name}\n", readme.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(install, readme, StringComparison.Ordinal);
        Assert.Contains($"{Home}/blob/main/docs/", readme, StringComparison.Ordinal);
        MatchCollection links = Regex.Matches(readme, @"\]\((?<to>[^)]*)\)");
        Assert.All(links, link => Assert.StartsWith("https://", link.Groups["to"].Value, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_holds_its_assembly_and_documentation_and_nothing_else(string name)
    {
        using Package package = Open(name);

        IEnumerable<string> content = package.Files.Where(file =>
            file != "[Content_Types].xml" && !file.StartsWith("_rels/", StringComparison.Ordinal) && !file.StartsWith("package/", StringComparison.Ordinal));
        Assert.Equal(
            [$"{name}.nuspec", "README.md", "icon.png", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"],
            content);
    }

    [Fact]
    public void The_tool_holds_its_program_for_any_machine()
    {
        using Package package = Open("CrossSell.Tool");

        Assert.Contains("tools/net10.0/any/CrossSell.Tool.dll", package.Files);
        Assert.DoesNotContain(package.Files, file => file.StartsWith("lib/", StringComparison.Ordinal));
        var settings = XDocument.Parse(package.Text("tools/net10.0/any/DotnetToolSettings.xml"));
        Assert.Equal("crosssell", (string?)Assert.Single(settings.Descendants("Command")).Attribute("Name"));
        Assert.Equal("DotnetTool", (string?)package.Metadata.Descendants().Single(e => e.Name.LocalName == "packageType").Attribute("name"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Dependencies_are_exactly_the_expected_ones(string name)
    {
        using Package package = Open(name);

        IEnumerable<string> found = package.Metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => (string)e.Attribute("id")!);
        Assert.Equal(Dependencies[name], found.Order(StringComparer.Ordinal));
        IEnumerable<string> groups = package.Metadata.Descendants().Where(e => e.Name.LocalName == "group").Select(e => (string)e.Attribute("targetFramework")!);
        Assert.All(groups, group => Assert.Equal("net10.0", group));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Symbols_match_and_lead_to_the_sources(string name)
    {
        using Package package = Open(name);
        using var symbols = new Package(packed.FileOf(name, ".snupkg"));
        string folder = name == "CrossSell.Tool" ? "tools/net10.0/any" : "lib/net10.0";

        var found = Symbols.Read(package.Bytes($"{folder}/{name}.dll"), symbols.Bytes($"{folder}/{name}.pdb"));

        Assert.True(found.Matches, "the pdb belongs to another build of the assembly");
        Assert.True(found.IsReproducible, "the assembly is not deterministic");
        Assert.True(found.IsOptimized, "the assembly is a debug build");
        Assert.True(found.HasCompilerFlags, "the pdb has no compiler flags");
        Assert.Empty(found.UnreachableSources);
        string raw = Home.Replace("github.com", "raw.githubusercontent.com", StringComparison.Ordinal);
        Assert.Matches($"^{Regex.Escape(raw)}/[0-9a-f]{{40}}/\\*$", Assert.Single(found.Targets));
    }

    private Package Open(string name) => new(packed.FileOf(name, ".nupkg"));
}
