using System.Globalization;
using System.Text.Json;

namespace CrossSell.ContactPolicy;

/// <summary>A value of a policy's JSON with its place, which asks for what it should be and notes what it is not.</summary>
internal readonly struct PolicyNode(JsonElement value, string place, List<string>? faults)
{
    /// <summary>Stands for a member that is absent and was told so: it reads as anything and tells nothing more.</summary>
    public static PolicyNode Placeholder { get; } = new(default, "", null);

    public bool IsPlaceholder => faults is null;

    public JsonElement Value { get; } = value;

    public void Fail(string expected) => faults?.Add($"at {place}: saw {Shown()}, expected {expected}.");

    /// <summary>A member that must be there; where it is absent that is noted, and a placeholder stands for it.</summary>
    public PolicyNode Needed(Dictionary<string, PolicyNode> members, string name, string expected)
    {
        if (members.TryGetValue(name, out PolicyNode member))
        {
            return member;
        }

        faults?.Add($"at {place}: '{name}' is absent, expected {expected}.");
        return Placeholder;
    }

    /// <summary>The members of an object by name; a name outside <paramref name="known"/> (none given: any name will do), or one that stands twice, is a fault.</summary>
    public Dictionary<string, PolicyNode>? Members(params string[] known)
    {
        if (Value.ValueKind != JsonValueKind.Object)
        {
            Fail("an object");
            return null;
        }

        var members = new Dictionary<string, PolicyNode>(StringComparer.Ordinal);
        foreach (JsonProperty property in Value.EnumerateObject())
        {
            string at = $"{place}.{property.Name}";
            if (known.Length > 0 && !known.Contains(property.Name, StringComparer.Ordinal))
            {
                faults?.Add($"at {at}: the name '{property.Name}' is unknown, expected one of {string.Join(", ", known)}.");
            }
            else if (!members.TryAdd(property.Name, new PolicyNode(property.Value, at, faults)))
            {
                faults?.Add($"at {at}: the name '{property.Name}' stands twice, expected it once.");
            }
        }

        return members;
    }

    public IReadOnlyList<PolicyNode> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            Fail("a list");
            return [];
        }

        var items = new List<PolicyNode>();
        foreach (JsonElement item in Value.EnumerateArray())
        {
            items.Add(new PolicyNode(item, string.Create(CultureInfo.InvariantCulture, $"{place}[{items.Count}]"), faults));
        }

        return items;
    }

    public string Text()
    {
        if (Value.ValueKind == JsonValueKind.String && Value.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        Fail("a text that is not empty");
        return "?";
    }

    public IReadOnlyList<string> Texts() => [.. Items().Select(i => i.Text())];

    public bool Flag()
    {
        if (Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return Value.GetBoolean();
        }

        Fail("true or false");
        return false;
    }

    public int Number(int least, int most, string expected)
    {
        if (Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out int number) && number >= least && number <= most)
        {
            return number;
        }

        Fail(expected);
        return least;
    }

    public T Choice<T>()
        where T : struct, Enum
    {
        string? text = Value.ValueKind == JsonValueKind.String ? Value.GetString() : null;
        foreach (T choice in Enum.GetValues<T>())
        {
            if (string.Equals(text, NameOf(choice), StringComparison.Ordinal))
            {
                return choice;
            }
        }

        Fail($"one of {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}");
        return default;
    }

    public IReadOnlyList<T> Choices<T>()
        where T : struct, Enum => [.. Items().Select(i => i.Choice<T>())];

    public TimeSpan Duration()
    {
        if (Value.ValueKind == JsonValueKind.String && DurationText.TryParse(Value.GetString()!, out TimeSpan length) && length > TimeSpan.Zero && length <= TimeSpan.FromDays(36_525))
        {
            return length;
        }

        Fail(DurationText.Expected + ", more than zero and at most 36525d");
        return TimeSpan.FromDays(1);
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private string Shown()
    {
        string text = Value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
