using System.Globalization;
using System.Text.Json;
using CrossSell.Mining;

namespace CrossSell.Data;

/// <summary>Reads rules from JSON: one document with all of them, or one object a line.</summary>
internal sealed class JsonRuleReader
{
    private readonly RuleFaults _faults;
    private readonly RuleAssembler _rules;
    private readonly JsonTokens _tokens;
    private readonly Dictionary<string, string> _interned = new(StringComparer.Ordinal);

    public JsonRuleReader(Stream stream, RuleImportOptions options, string source)
    {
        _faults = new RuleFaults(source);
        _rules = new RuleAssembler(options, _faults);
        _tokens = new JsonTokens(stream, _faults);
    }

    /// <exception cref="RuleFormatException">There are faults.</exception>
    public RuleSet Read()
    {
        bool any = false;
        while (_tokens.Read())
        {
            any = true;
            if (_tokens.Type == JsonTokenType.StartArray)
            {
                ReadRules();
            }
            else
            {
                ReadObject(document: true);
            }
        }

        if (!any)
        {
            throw _faults.Fatal(0, null, null, "rules as JSON; the file is empty");
        }

        // Without a rule nothing else tells how many transactions there were, and it would be nobody's guess.
        return _rules.Count > 0 || _faults.Any || _rules.KnowsTransactions
            ? _rules.Build()
            : throw _faults.Fatal(1, null, null, "at least one rule, or \"transactions\" where none was found; the file has neither");
    }

    /// <summary>Reads an object: a rule, or at the top the document that holds them.</summary>
    private void ReadObject(bool document)
    {
        Expect(JsonTokenType.StartObject, null, "an object of a rule, or one with \"transactions\" and \"rules\"");
        var draft = new RuleDraft(_tokens.Line);
        bool isRule = !document;
        while (Next() && _tokens.Type == JsonTokenType.PropertyName)
        {
            string name = _tokens.Text!;
            Next();
            switch (name)
            {
                case "rules" when document && _tokens.Type != JsonTokenType.String:
                    Expect(JsonTokenType.StartArray, name, "an array of rules");
                    ReadRules();
                    break;
                case "transactions" when document && _rules.TransactionCount is { } before:
                    throw _faults.Fatal(_tokens.Line, name, Seen(), string.Create(CultureInfo.InvariantCulture, $"it once; the file said {before} before"));
                case "transactions" when document:
                    _rules.TransactionCount = (int)ReadCount(name, 0);
                    break;
                case "items" when document:
                    foreach (string item in ReadItems(name))
                    {
                        _rules.AddItem(item);
                    }

                    break;
                case "format" when document && _tokens.Type == JsonTokenType.String && _tokens.Text == JsonRules.FormatName:
                case "version" when document && _tokens.Type == JsonTokenType.Number && _tokens.Number == JsonRules.Version:
                    break;
                case "format" when document:
                    throw _faults.Fatal(_tokens.Line, name, Seen(), $"\"{JsonRules.FormatName}\"");
                case "version" when document:
                    throw _faults.Fatal(_tokens.Line, name, Seen(), $"version {JsonRules.Version}; this file is of a later release");
                default:
                    isRule |= ReadField(draft, name);
                    break;
            }
        }

        if (isRule)
        {
            Finish(draft);
        }
    }

    private void ReadRules()
    {
        while (Next() && _tokens.Type != JsonTokenType.EndArray)
        {
            ReadObject(document: false);
        }
    }

    private void Finish(RuleDraft draft)
    {
        if (draft.Antecedent is null || draft.Consequent is null)
        {
            _faults.Add(draft.Line, draft.Antecedent is null ? "antecedent" : "consequent", null, "an array of ids");
        }
        else
        {
            _rules.Add(draft);
        }
    }

    /// <returns>Whether it is a field of rules.</returns>
    private bool ReadField(RuleDraft draft, string name)
    {
        if (!RuleFieldNames.All.TryGetValue(HeaderName.Normalize(name), out RuleField field))
        {
            _tokens.Skip();
            return false;
        }

        switch (field)
        {
            case RuleField.Antecedent:
                draft.Antecedent = ReadItems(name);
                break;
            case RuleField.Consequent:
                draft.Consequent = ReadItems(name);
                break;
            case RuleField.Rule:
                const string expected = "a rule such as {a,b} => {c}";
                Expect(JsonTokenType.String, name, expected);
                (List<string> antecedent, List<string> consequent) =
                    ForeignItemLists.ParseRule(_tokens.Text!) ?? throw _faults.Fatal(_tokens.Line, name, Seen(), expected);
                (draft.Antecedent, draft.Consequent) = ([.. antecedent.Select(Intern)], [.. consequent.Select(Intern)]);
                break;
            case var _ when _tokens.Type == JsonTokenType.Null:
                break;
            case var _ when RuleFieldNames.IsCount(field):
                draft[field] = ReadCount(name, 0);
                break;
            default:
                Expect(JsonTokenType.Number, name, "a number such as 0.25");
                draft[field] = _tokens.Number;
                break;
        }

        return true;
    }

    private string[] ReadItems(string name)
    {
        Expect(JsonTokenType.StartArray, name, "an array of ids");
        var items = new List<string>();
        while (Next() && _tokens.Type != JsonTokenType.EndArray)
        {
            Expect(JsonTokenType.String, name, "an id in quotes");
            items.Add(Intern(_tokens.Text!));
        }

        return [.. items];
    }

    private string Intern(string id)
    {
        if (!_interned.TryGetValue(id, out string? known))
        {
            _interned.Add(id, known = id);
        }

        return known;
    }

    private double ReadCount(string name, double least)
    {
        string expected = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {int.MaxValue}");
        Expect(JsonTokenType.Number, name, expected);
        double number = _tokens.Number;
        return number >= least && number <= int.MaxValue && number == Math.Floor(number) ? number : throw _faults.Fatal(_tokens.Line, name, Seen(), expected);
    }

    private bool Next() => _tokens.Read();

    /// <exception cref="RuleFormatException">The token is of another kind; where the structure is lost, nothing more can be read.</exception>
    private void Expect(JsonTokenType type, string? property, string expected)
    {
        if (_tokens.Type != type)
        {
            throw _faults.Fatal(_tokens.Line, property, Seen(), expected);
        }
    }

    private string Seen() => _tokens.Type switch
    {
        JsonTokenType.Number => _tokens.Number.ToString("R", CultureInfo.InvariantCulture),
        JsonTokenType.StartArray => "[",
        JsonTokenType.StartObject => "{",
        _ => _tokens.Text ?? _tokens.Type.ToString().ToLowerInvariant(),
    };
}
