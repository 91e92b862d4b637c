using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Data;

/// <summary>Reads rules from CSV: a row a rule, columns found by name.</summary>
internal sealed class CsvRuleReader
{
    private readonly RuleFaults _faults;
    private readonly RuleAssembler _rules;
    private readonly NumberParser _numbers;
    private readonly CsvRecords _records;
    private readonly Dictionary<string, string> _interned = new(StringComparer.Ordinal);
    private readonly List<(int Place, RuleField Field, string Name)> _columns = [];
    private int _rowNames = -1;

    public CsvRuleReader(CsvRecords records, RuleImportOptions options, string source)
    {
        _records = records;
        _faults = new RuleFaults(source);
        _rules = new RuleAssembler(options, _faults);
        _numbers = new NumberParser(options.Culture);
    }

    /// <exception cref="RuleFormatException">There are faults.</exception>
    public RuleSet Read()
    {
        _records.Read();
        if (_records.HasNul)
        {
            throw _faults.Fatal(_records.Line, null, null, CsvRecords.NoNul);
        }

        int width = _records.Count;
        BindColumns();
        while (_records.Read())
        {
            if (_records.HasNul)
            {
                _faults.Add(_records.Line, null, null, CsvRecords.NoNul);
            }
            else if (_records.Count != width + RowNames(width))
            {
                _faults.Add(_records.Line, null, null, string.Create(CultureInfo.InvariantCulture, $"{width + _rowNames} fields as in the {(_rowNames > 0 ? "first row" : "header")}, met {_records.Count}"));
            }
            else
            {
                ReadRule();
            }
        }

        return _rules.Build();
    }

    /// <summary>R writes the rows' names without a header above them: then every row has one field more, at its front.</summary>
    private int RowNames(int width) => _rowNames >= 0 ? _rowNames : _rowNames = _records.Count == width + 1 ? 1 : 0;

    private void BindColumns()
    {
        var header = new List<string>();
        for (int place = 0; place < _records.Count; place++)
        {
            string name = _records.Field(place, out _).Trim().ToString();
            header.Add(name);
            if (!RuleFieldNames.All.TryGetValue(HeaderName.Normalize(name), out RuleField field))
            {
                continue;
            }

            if (_columns.Find(c => c.Field == field) is { Name: not null } other)
            {
                throw _faults.Fatal(
                    _records.Line, null, null, $"one column for the {RuleFieldNames.NameOf(field)}, but '{other.Name}' (column {other.Place + 1}) and '{name}' (column {place + 1}) could each be it");
            }

            _columns.Add((place, field, name));
        }

        bool sides = Has(RuleField.Antecedent) && Has(RuleField.Consequent);
        bool counts = Has(RuleField.N11) && Has(RuleField.N10) && Has(RuleField.N01) && Has(RuleField.N00);
        if ((!sides && !Has(RuleField.Rule)) || (!counts && !(Has(RuleField.Support) && Has(RuleField.Confidence))))
        {
            throw _faults.Fatal(
                _records.Line, null, null, "columns antecedent and consequent (or rules), and n11, n10, n01, n00 (or support, confidence, lift); "
                + $"the header has {string.Join(", ", header.Select(h => $"'{h}'"))}");
        }

        bool Has(RuleField field) => _columns.Exists(c => c.Field == field);
    }

    private void ReadRule()
    {
        var draft = new RuleDraft(_records.Line);
        bool whole = true;
        foreach ((int place, RuleField field, string name) in _columns)
        {
            string text = _records.Field(place + _rowNames, out bool damaged).ToString();
            string? expected = damaged ? "a field with its quotes in order"
                : field < RuleField.Antecedent ? ReadNumber(draft, field, text)
                : text.Contains('\uFFFD', StringComparison.Ordinal)
                    ? "text that can be decoded; the file may be in another encoding than the one it is read with"
                    : ReadSide(draft, field, name, text);
            if (expected is not null)
            {
                _faults.Add(_records.Line, name, text, expected);
                whole = false;
            }
        }

        if (whole)
        {
            _rules.Add(draft);
        }
    }

    private string? ReadNumber(RuleDraft draft, RuleField field, string text)
    {
        // A lift of a rule without an antecedent, or the like, may be empty: it is missed only where it is needed.
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!_numbers.TryParse(text, out double number))
        {
            return _numbers.Expected(text);
        }

        if (RuleFieldNames.IsCount(field) && (number is < 0 or > int.MaxValue || number != Math.Floor(number)))
        {
            return string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {int.MaxValue}");
        }

        draft[field] = number;
        return null;
    }

    private string? ReadSide(RuleDraft draft, RuleField field, string name, string text)
    {
        if (field == RuleField.Rule)
        {
            if (ForeignItemLists.ParseRule(text) is not { } rule)
            {
                return "a rule such as {a,b} => {c}";
            }

            (draft.Antecedent, draft.Consequent) = (Intern(rule.Antecedent), Intern(rule.Consequent));
            return null;
        }

        (List<string>? items, string expected) = Parse(name, text);
        if (items is null)
        {
            return expected;
        }

        if (field == RuleField.Antecedent)
        {
            draft.Antecedent = Intern(items);
        }
        else
        {
            draft.Consequent = Intern(items);
        }

        return null;
    }

    /// <summary>The column's name tells how its sets are written.</summary>
    private static (List<string>? Items, string Expected) Parse(string name, string text)
    {
        string column = HeaderName.Normalize(name);
        if (column is "lhs" or "rhs")
        {
            return (ForeignItemLists.ParseBraces(text), "a set such as {a,b}");
        }

        return column.EndsWith('s') && ForeignItemLists.IsPython(text)
            ? (ForeignItemLists.ParsePython(text), "a set such as frozenset({'a', 'b'}) or a list such as ['a', 'b']")
            : (ItemLists.Parse(text), "items joined by ';', those with ';' or '\"' in quotes, such as a;\"b;c\"");
    }

    private string[] Intern(List<string> items)
    {
        string[] interned = [.. items];
        for (int i = 0; i < interned.Length; i++)
        {
            if (!_interned.TryGetValue(interned[i], out string? known))
            {
                _interned.Add(interned[i], known = interned[i]);
            }

            interned[i] = known;
        }

        return interned;
    }
}
