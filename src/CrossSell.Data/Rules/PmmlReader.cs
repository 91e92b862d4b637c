using System.Globalization;
using System.Xml;
using CrossSell.Mining;

namespace CrossSell.Data;

/// <summary>Reads the AssociationModel of a PMML document, element by element.</summary>
internal sealed class PmmlReader
{
    /// <summary>Some two million rules; a longer document is refused while it is read.</summary>
    private const long MostCharacters = 1L << 28;

    private readonly RuleFaults _faults;
    private readonly RuleAssembler _rules;
    private readonly XmlReader _xml;
    private readonly PmmlItems _items;
    private readonly Dictionary<string, (IReadOnlyList<string> Items, double? Support)> _sets = new(StringComparer.Ordinal);

    public PmmlReader(Stream stream, RuleImportOptions options, string source)
    {
        _faults = new RuleFaults(source);
        _rules = new RuleAssembler(options, _faults);
        _items = new PmmlItems(_faults);
        _xml = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = false,
        });
    }

    private long Line => ((IXmlLineInfo)_xml).LineNumber;

    /// <exception cref="RuleFormatException">There are faults.</exception>
    public RuleSet Read()
    {
        using (_xml)
        {
            try
            {
                ReadDocument();
            }
            catch (XmlException e)
            {
                throw _faults.Fatal(e.LineNumber, null, null, $"well-formed XML without a document type definition, of at most {MostCharacters:N0} characters; the parser says: {Reason(e)}", e);
            }
        }

        return _rules.Build();
    }

    private static string Reason(XmlException e) =>
        e.Message.LastIndexOf(" Line ", StringComparison.Ordinal) is > 0 and int cut ? e.Message[..cut].TrimEnd('.') : e.Message.TrimEnd('.');

    private void ReadDocument()
    {
        bool found = false;
        bool root = true;
        while (_xml.Read())
        {
            if (_xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (root && _xml.LocalName != "PMML")
            {
                throw _faults.Fatal(Line, null, _xml.LocalName, "the element PMML");
            }

            root = false;
            if (_xml.LocalName == "AssociationModel")
            {
                if (found)
                {
                    throw _faults.Fatal(Line, null, "AssociationModel", "one AssociationModel; this is the second");
                }

                found = true;
                ReadModel();
            }
        }

        if (!found)
        {
            throw _faults.Fatal(0, null, null, "an AssociationModel; this document has none");
        }
    }

    private void ReadModel()
    {
        if (Number("numberOfTransactions") is { } transactions)
        {
            bool whole = transactions >= 0 && transactions <= int.MaxValue && transactions == Math.Floor(transactions);
            _rules.TransactionCount = whole ? (int)transactions : null;
            if (!whole)
            {
                Fail("numberOfTransactions", string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {int.MaxValue}"));
            }
        }

        if (_xml.IsEmptyElement)
        {
            return;
        }

        int depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (_xml.LocalName)
            {
                case "Item":
                    _items.Read(_xml, Line);
                    break;
                case "Itemset":
                    ReadItemset();
                    break;
                case "AssociationRule":
                    ReadRule();
                    break;
                default:
                    break;
            }
        }

        foreach (string item in _items.All)
        {
            _rules.AddItem(item);
        }
    }

    private void ReadItemset()
    {
        string id = Required("id");
        double? support = Number("support");
        var items = new List<string>();
        if (!_xml.IsEmptyElement)
        {
            long line = Line;
            int depth = _xml.Depth;
            while (_xml.Read() && _xml.Depth > depth)
            {
                if (_xml.NodeType != XmlNodeType.Element || _xml.LocalName != "ItemRef")
                {
                    continue;
                }

                if (_items.Find(Required("itemRef")) is { } item)
                {
                    items.Add(item);
                }
                else
                {
                    Fail("itemRef", "the id of an Item that stands before");
                }
            }

            if (!_sets.TryAdd(id, (items, support)))
            {
                _faults.Add(line, "id", id, "each Itemset once");
            }
        }
        else if (!_sets.TryAdd(id, (items, support)))
        {
            Fail("id", "each Itemset once");
        }
    }

    private void ReadRule()
    {
        var draft = new RuleDraft(Line)
        {
            [RuleField.Support] = Number("support"),
            [RuleField.Confidence] = Number("confidence"),
            [RuleField.Lift] = Number("lift"),
        };
        draft.Antecedent = Side(draft, "antecedent", RuleField.AntecedentSupport);
        draft.Consequent = Side(draft, "consequent", RuleField.ConsequentSupport);
        if (draft.Antecedent is not null && draft.Consequent is not null)
        {
            _rules.Add(draft);
        }
    }

    private IReadOnlyList<string>? Side(RuleDraft draft, string name, RuleField field)
    {
        if (!_sets.TryGetValue(Required(name), out (IReadOnlyList<string> Items, double? Support) set))
        {
            Fail(name, "the id of an Itemset that stands before");
            return null;
        }

        draft[field] = set.Support;
        return set.Items;
    }

    private string Required(string name) =>
        _xml.GetAttribute(name) ?? throw _faults.Fatal(Line, name, null, $"an attribute {name} of {_xml.LocalName}");

    private double? Number(string name)
    {
        if (_xml.GetAttribute(name) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            return number;
        }

        Fail(name, "a number such as 0.25");
        return null;
    }

    private void Fail(string attribute, string expected) => _faults.Add(Line, attribute, _xml.GetAttribute(attribute), expected);
}
