using System.Runtime.InteropServices;
using System.Xml;
using CrossSell.Mining;

namespace CrossSell.Data;

/// <summary>The sets that stand on a side of some rule, each once, in the order in which the rules name them.</summary>
internal sealed class PmmlItemsets
{
    private readonly List<(int[] Items, double Support)> _sets = [];
    private readonly (int Antecedent, int Consequent)[] _sides;

    public PmmlItemsets(RuleSet rules)
    {
        // Items of a set as the characters of a text: a key that needs no comparer of its own.
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        double transactions = rules.TransactionCount;
        _sides = new (int, int)[rules.Count];
        for (int i = 0; i < rules.Count; i++)
        {
            AssociationRule rule = rules[i];
            _sides[i] = (
                NumberOf(known, rule.AntecedentIndexes, rule.Counts.N1x / transactions),
                NumberOf(known, rule.ConsequentIndexes, rule.Counts.Nx1 / transactions));
        }
    }

    public int Count => _sets.Count;

    /// <summary>The numbers, from 0, of the sets on both sides of a rule.</summary>
    public (int Antecedent, int Consequent) SidesOf(int rule) => _sides[rule];

    public void Write(XmlWriter xml, string ns)
    {
        for (int set = 0; set < _sets.Count; set++)
        {
            (int[] items, double support) = _sets[set];
            xml.WriteStartElement("Itemset", ns);
            PmmlWriter.Write(xml, "id", set + 1);
            PmmlWriter.Write(xml, "support", support);
            PmmlWriter.Write(xml, "numberOfItems", items.Length);
            foreach (int item in items)
            {
                xml.WriteStartElement("ItemRef", ns);
                PmmlWriter.Write(xml, "itemRef", item + 1);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }
    }

    private int NumberOf(Dictionary<string, int> known, ReadOnlySpan<int> items, double support)
    {
        string key = new(MemoryMarshal.Cast<int, char>(items));
        if (!known.TryGetValue(key, out int number))
        {
            known.Add(key, number = _sets.Count);
            _sets.Add((items.ToArray(), support));
        }

        return number;
    }
}
