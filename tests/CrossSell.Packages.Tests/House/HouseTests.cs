using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CrossSell.Packages.Tests.House;

/// <summary>The conventions of CONTRIBUTING.md that a machine can hold.</summary>
public sealed partial class HouseTests
{
    private const int LongestFile = 300;

    /// <summary>What each shipped project may refer to: everything leans on Core, and the branches do not know one another.</summary>
    private static readonly Dictionary<string, string[]> AllowedReferences = new(StringComparer.Ordinal)
    {
        ["CrossSell.Core"] = [],
        ["CrossSell.ML"] = ["CrossSell.Core"],
        ["CrossSell.Data"] = ["CrossSell.Core"],
        ["CrossSell.Storage.Sqlite"] = ["CrossSell.Core"],
        ["CrossSell.Storage.PostgreSql"] = ["CrossSell.Core"],
        ["CrossSell.Hosting"] = ["CrossSell.Core"],
        ["CrossSell.Testing"] = ["CrossSell.Core"],
        ["CrossSell.MLNet"] = ["CrossSell.Core", "CrossSell.ML"],
        ["CrossSell.Tool"] =
        [
            "CrossSell.Core", "CrossSell.ML", "CrossSell.Data", "CrossSell.Storage.Sqlite", "CrossSell.Storage.PostgreSql",
            "CrossSell.Hosting", "CrossSell.Testing",
        ],
    };

    public static TheoryData<string> Libraries => ["CrossSell.Core", "CrossSell.ML", "CrossSell.Data", "CrossSell.Hosting", "CrossSell.Storage.PostgreSql", "CrossSell.Storage.Sqlite", "CrossSell.Testing"];

    private static SourceFile[] Core =>
        [.. Repository.Files("src/CrossSell.Core", "*.cs").Select(file => new SourceFile(file["src/CrossSell.Core/".Length..], Repository.Read(file)))];

    [Fact]
    public void Rooms_use_earlier_rooms_only() => NoneOf(HouseRules.Check(Core).Select(trespass => trespass.ToString()));

    [Fact]
    public void Every_folder_of_the_engine_is_a_known_room() => NoneOf(HouseRules.UnknownRooms(Core));

    [Fact]
    public void Project_references_run_one_way()
    {
        var wrong = new List<string>();
        foreach (string project in Repository.Files("src", "*.csproj"))
        {
            string name = Path.GetFileNameWithoutExtension(project);
            string[] references =
            [
                .. XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
                    .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)),
            ];
            wrong.AddRange(AllowedReferences.TryGetValue(name, out string[]? allowed)
                ? references.Except(allowed, StringComparer.Ordinal).Select(reference => $"{name} must not refer to {reference}")
                : [$"{name} has no line in {nameof(AllowedReferences)}"]);
        }

        NoneOf(wrong);
    }

    [Fact]
    public void A_file_has_one_public_type_and_its_name()
    {
        var wrong = new List<string>();
        foreach (string file in Repository.Files("src", "*.cs"))
        {
            string[] types = [.. PublicTypesOf(CSharpText.WithoutCommentsAndStrings(Repository.Read(file)))];
            string stem = Path.GetFileName(file).Split('.')[0];
            if (types.Length > 1 || (types.Length == 1 && types[0] != stem))
            {
                wrong.Add($"{file} declares {string.Join(", ", types)}");
            }
        }

        NoneOf(wrong);
    }

    [Fact]
    public void No_source_file_is_longer_than_a_reader_can_hold() =>
        NoneOf(Repository.Files("src", "*.cs")
            .Select(file => (file, lines: Repository.Read(file).AsSpan().Count('\n')))
            .Where(pair => pair.lines > LongestFile)
            .Select(pair => $"{pair.file} has {pair.lines} lines, at most {LongestFile} are allowed"));

    [Fact]
    public void Missing_documentation_is_never_waved_through()
    {
        IEnumerable<string> files = Repository.Files("src", "*.cs")
            .Concat(Repository.Files("src", "*.csproj"))
            .Concat(Repository.Files("eng", "Library.props"))
            .Concat(["Directory.Build.props", ".editorconfig"]);

        NoneOf(files.Where(file => Repository.Read(file).Contains("1591", StringComparison.Ordinal)));
        Assert.Contains("<GenerateDocumentationFile>true<", Repository.Read("eng/Library.props"), StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true<", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Trimming_and_documentation_warnings_are_not_suppressed_in_code(string library) =>
        NoneOf(Repository.Files($"src/{library}", "*.cs")
            .Where(file => Suppression().IsMatch(CSharpText.WithoutCommentsAndStrings(Repository.Read(file)))));

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Every_public_type_is_documented(string library)
    {
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, library + ".xml"));
        HashSet<string> documented =
        [
            .. documentation.Descendants("member")
                .Where(member => member.Elements("summary").Any(summary => summary.Value.Trim().Length > 0))
                .Select(member => (string)member.Attribute("name")!),
        ];

        NoneOf(PublicTypes(library).Select(type => "T:" + type.FullName!.Replace('+', '.')).Where(name => !documented.Contains(name)));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Every_public_options_class_checks_itself(string library) =>
        NoneOf(PublicTypes(library)
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Where(type => !type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Any(method => method.Name == "Validate"))
            .Select(type => $"{type} has no Validate method"));

    private static Type[] PublicTypes(string library) => Assembly.Load(library).GetExportedTypes();

    private static IEnumerable<string> PublicTypesOf(string code) =>
        HouseRules.TypesDeclaredIn(code).Distinct(StringComparer.Ordinal)
            .Where(name => Regex.IsMatch(code, $@"\bpublic\s[\w\s]*\b(class|struct|record|interface|enum|delegate\s[^;(]+)\s+{name}\b"));

    private static void NoneOf(IEnumerable<string> faults)
    {
        string[] found = [.. faults];
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }

    [GeneratedRegex(@"#pragma\s+warning\s+disable\s+(CS1591|1591|IL\d+)|\bUnconditionalSuppressMessage\b|\bRequiresUnreferencedCode\b")]
    private static partial Regex Suppression();
}
