using System.Xml;

namespace CrossSell.Data;

/// <summary>The Items of a PMML model: a value each, and a field beside it where some programs need both to tell items apart.</summary>
internal sealed class PmmlItems(RuleFaults faults)
{
    private readonly Dictionary<string, (string Value, string? Field, long Line)> _byId = new(StringComparer.Ordinal);
    private Dictionary<string, string>? _names;

    /// <summary>The items' ids as rules have them.</summary>
    public IEnumerable<string> All => Names.Values;

    private Dictionary<string, string> Names => _names ??= FindNames();

    /// <summary>Takes the element that the reader stands on.</summary>
    public void Read(XmlReader xml, long line)
    {
        string? id = xml.GetAttribute("id");
        string? value = xml.GetAttribute("value") ?? xml.GetAttribute("category");
        if (id is null || string.IsNullOrEmpty(value))
        {
            faults.Add(line, id is null ? "id" : "value", value, "an Item with an id and a value");
        }
        else if (!_byId.TryAdd(id, (value, xml.GetAttribute("field"), line)))
        {
            faults.Add(line, "id", id, "each Item once");
        }
        else if (_names is not null)
        {
            faults.Add(line, "id", id, "all Items before the first Itemset");
        }
    }

    /// <summary>The item with this id of the document; null when there is none.</summary>
    public string? Find(string id) => Names.GetValueOrDefault(id);

    /// <summary>Values name the items; where one value stands for several, the field goes before it: <c>beer=T</c>, <c>milk=T</c>.</summary>
    private Dictionary<string, string> FindNames()
    {
        var values = _byId.Values.CountBy(item => item.Value, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string id, (string value, string? field, long line)) in _byId)
        {
            string name = values[value] == 1 || field is null ? value : $"{field}={value}";
            names.Add(id, name);
            if (!taken.Add(name))
            {
                faults.Add(line, "value", value, "each item once; another Item has the same value");
            }
        }

        return names;
    }
}
