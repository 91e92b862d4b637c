using System.Text.RegularExpressions;

namespace CrossSell.Packages.Tests.House;

/// <summary>A file of CrossSell.Core; <paramref name="Path"/> starts at the project folder, as in <c>Mining/RuleMiner.cs</c>.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Code { get; } = CSharpText.WithoutCommentsAndStrings(Text);

    /// <summary>The folder that holds the file, or the empty text for a file at the root.</summary>
    public string Room => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "";
}

/// <summary>One use of a later room's type by an earlier room.</summary>
internal sealed record Trespass(string File, int Line, string Name, string From, string Into)
{
    public override string ToString() =>
        $"{File}({Line}): {Name} belongs to {Shown(Into)}, which {Shown(From)} must not use";

    private static string Shown(string room) => room.Length == 0 ? "the root" : room;
}

/// <summary>The flow of docs/architecture.md as a rule: a room uses itself, earlier rooms and the shared rooms; the root files use all rooms but the last.</summary>
internal static partial class HouseRules
{
    /// <summary>Used by every room, using none: kernels, logs and meters, the frame of files.</summary>
    public static readonly string[] SharedRooms = ["Numerics", "Diagnostics", "Persistence"];

    /// <summary>The stages, from purchases to evidence.</summary>
    public static readonly string[] Rooms =
    [
        "Catalog", "History", "Ledger", "Mining", "Propensity", "Scoring", "Eligibility", "ContactPolicy", "Potential", "Decisions",
        "Campaigns", "Measurement", "Outreach",
    ];

    /// <summary>Behind the root: what keeps models at hand in a running program. It uses the rooms and the root, and neither uses it.</summary>
    public const string LastRoom = "Serving";

    public static IEnumerable<string> UnknownRooms(IEnumerable<SourceFile> files) =>
        files.Select(file => file.Room).Distinct(StringComparer.Ordinal).Where(room => room.Length > 0 && !IsRoom(room));

    /// <summary>Every use of a type, or of a namespace, that belongs to a later room.</summary>
    public static IReadOnlyList<Trespass> Check(IReadOnlyCollection<SourceFile> files)
    {
        ILookup<string, string> roomsByType = files
            .SelectMany(file => TypesDeclaredIn(file.Code).Select(type => (type, file.Room)))
            .Distinct()
            .ToLookup(pair => pair.type, pair => pair.Room, StringComparer.Ordinal);
        return [.. files.SelectMany(file => CheckFile(file, roomsByType))];
    }

    /// <summary>The names of the types that stand at the outer level of a file.</summary>
    public static IEnumerable<string> TypesDeclaredIn(string code)
    {
        foreach (Match match in Declaration().Matches(code))
        {
            ReadOnlySpan<char> before = code.AsSpan(0, match.Index);
            if (before.Count('{') == before.Count('}') && !Keywords.Contains(match.Groups["name"].Value))
            {
                yield return match.Groups["name"].Value;
            }
        }
    }

    private static IEnumerable<Trespass> CheckFile(SourceFile file, ILookup<string, string> roomsByType)
    {
        List<(string Text, int Line)> words = Words(file.Code);
        HashSet<string> members = [.. Enumerable.Range(0, words.Count).Where(i => IsDeclaredName(words, i)).Select(i => words[i].Text)];
        for (int i = 0; i < words.Count; i++)
        {
            (string name, int line) = words[i];
            bool qualified = i >= 2 && words[i - 1].Text == "." && (words[i - 2].Text == "CrossSell" || IsRoom(words[i - 2].Text));
            if (qualified && IsRoom(name) && !MayUse(file.Room, name))
            {
                yield return new Trespass(file.Path, line, $"namespace CrossSell.{name}", file.Room, name);
            }

            bool memberOfSomething = i >= 1 && words[i - 1].Text == "." && !qualified;
            if (memberOfSomething || IsAssigned(words, i) || (members.Contains(name) && !IsTypePosition(words, i)))
            {
                continue;
            }

            string[] owners = [.. roomsByType[name]];
            if (owners.Length > 0 && !owners.Any(owner => MayUse(file.Room, owner)))
            {
                yield return new Trespass(file.Path, line, name, file.Room, owners[0]);
            }
        }
    }

    private static bool IsRoom(string name) => name == LastRoom || Rooms.Contains(name, StringComparer.Ordinal) || SharedRooms.Contains(name, StringComparer.Ordinal);

    private static bool MayUse(string from, string into) =>
        from == into
        || from == LastRoom
        || SharedRooms.Contains(into, StringComparer.Ordinal)
        || (into != LastRoom && (from.Length == 0 || (into.Length > 0 && Array.IndexOf(Rooms, into) < Array.IndexOf(Rooms, from))));

    private static List<(string Text, int Line)> Words(string code)
    {
        var words = new List<(string, int)>();
        int line = 1;
        foreach (Match match in Word().Matches(code))
        {
            if (match.Value == "\n")
            {
                line++;
            }
            else
            {
                words.Add((match.Value, line));
            }
        }

        return words;
    }

    // `string Reason {`, `void Explain(`: a name that the file gives to a member or a variable of its own; it may equal a type's name elsewhere.
    private static bool IsDeclaredName(List<(string Text, int Line)> words, int i)
    {
        if (i == 0 || !IsName(words[i].Text))
        {
            return false;
        }

        string before = words[i - 1].Text;
        return (IsName(before) && (BuiltInTypes.Contains(before) || before == "void" || !Keywords.Contains(before))) || before is ">" or "]" or "?";
    }

    // `Candidate = x`: a member that is set, for nothing is ever assigned to a type.
    private static bool IsAssigned(List<(string Text, int Line)> words, int i) =>
        i + 2 < words.Count && words[i + 1].Text == "=" && words[i + 2].Text is not ("=" or ">") && (i == 0 || words[i - 1].Text is "{" or "," or ";");

    private static bool IsTypePosition(List<(string Text, int Line)> words, int i) =>
        (i + 1 < words.Count && IsName(words[i + 1].Text) && !Keywords.Contains(words[i + 1].Text))
        || (i > 0 && words[i - 1].Text is "new" or "is" or "as" or "<" or "typeof");

    private static bool IsName(string word) => char.IsLetter(word[0]) || word[0] == '_';

    private static readonly HashSet<string> BuiltInTypes = new(StringComparer.Ordinal)
    {
        "bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long", "nint", "nuint", "object", "sbyte", "short",
        "string", "uint", "ulong", "ushort", "var",
    };

    private static readonly HashSet<string> Keywords = new(BuiltInTypes, StringComparer.Ordinal)
    {
        "abstract", "and", "as", "async", "await", "base", "break", "case", "catch", "checked", "class", "const", "continue", "default",
        "delegate", "do", "else", "enum", "event", "explicit", "extern", "false", "file", "finally", "fixed", "for", "foreach", "get",
        "goto", "if", "implicit", "in", "init", "interface", "internal", "is", "lock", "namespace", "new", "not", "null", "operator",
        "or", "out", "override", "params", "partial", "private", "protected", "public", "readonly", "record", "ref", "required",
        "return", "scoped", "sealed", "set", "sizeof", "stackalloc", "static", "struct", "switch", "this", "throw", "true", "try",
        "typeof", "unchecked", "unsafe", "using", "value", "virtual", "void", "volatile", "when", "where", "while", "with", "yield",
    };

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+[\w<>\[\],.?\s]+?)\s+(?<name>[A-Za-z_]\w*)\s*(?:[<({:;]|where\b|$)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"[A-Za-z_]\w*|[^\s\w]|\n")]
    private static partial Regex Word();
}
