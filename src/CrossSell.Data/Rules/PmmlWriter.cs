using System.Globalization;
using System.Text;
using System.Xml;
using CrossSell.Mining;

namespace CrossSell.Data;

/// <summary>Writes an AssociationModel of PMML 4.4: the items, the sets that are a side of a rule, the rules.</summary>
internal static class PmmlWriter
{
    private const string Namespace = "http://www.dmg.org/PMML-4_4";

    public static void Write(RuleSet rules, Stream stream)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
            CloseOutput = false,
        };
        var sides = new PmmlItemsets(rules);
        using var xml = XmlWriter.Create(stream, settings);
        xml.WriteStartDocument();
        xml.WriteStartElement("PMML", Namespace);
        xml.WriteAttributeString("version", "4.4");
        WriteDictionary(xml);
        xml.WriteStartElement("AssociationModel", Namespace);
        xml.WriteAttributeString("functionName", "associationRules");
        Write(xml, "numberOfTransactions", rules.TransactionCount);
        Write(xml, "numberOfItems", rules.ItemIds.Count);
        Write(xml, "minimumSupport", rules.Count == 0 ? 0 : rules.Min(rule => rule.Support));
        Write(xml, "minimumConfidence", rules.Count == 0 ? 0 : rules.Min(rule => rule.Confidence));
        Write(xml, "numberOfItemsets", sides.Count);
        Write(xml, "numberOfRules", rules.Count);
        WriteSchema(xml);
        WriteItems(xml, rules);
        sides.Write(xml, Namespace);
        WriteRules(xml, rules, sides);
        xml.WriteEndDocument();
    }

    public static void Write(XmlWriter xml, string name, double value) => xml.WriteAttributeString(name, value.ToString("R", CultureInfo.InvariantCulture));

    public static void Write(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static void WriteDictionary(XmlWriter xml)
    {
        xml.WriteStartElement("Header", Namespace);
        xml.WriteStartElement("Application", Namespace);
        xml.WriteAttributeString("name", "CrossSell");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("DataDictionary", Namespace);
        Write(xml, "numberOfFields", 2);
        foreach (string field in (string[])["transaction", "item"])
        {
            xml.WriteStartElement("DataField", Namespace);
            xml.WriteAttributeString("name", field);
            xml.WriteAttributeString("optype", "categorical");
            xml.WriteAttributeString("dataType", "string");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteSchema(XmlWriter xml)
    {
        xml.WriteStartElement("MiningSchema", Namespace);
        foreach ((string field, string usage) in ((string, string)[])[("transaction", "group"), ("item", "active")])
        {
            xml.WriteStartElement("MiningField", Namespace);
            xml.WriteAttributeString("name", field);
            xml.WriteAttributeString("usageType", usage);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteItems(XmlWriter xml, RuleSet rules)
    {
        for (int item = 0; item < rules.ItemIds.Count; item++)
        {
            xml.WriteStartElement("Item", Namespace);
            Write(xml, "id", item + 1);
            xml.WriteAttributeString("value", rules.ItemIds[item]);
            xml.WriteEndElement();
        }
    }

    private static void WriteRules(XmlWriter xml, RuleSet rules, PmmlItemsets sides)
    {
        for (int i = 0; i < rules.Count; i++)
        {
            AssociationRule rule = rules[i];
            (int antecedent, int consequent) = sides.SidesOf(i);
            xml.WriteStartElement("AssociationRule", Namespace);
            Write(xml, "id", i + 1);
            Write(xml, "antecedent", antecedent + 1);
            Write(xml, "consequent", consequent + 1);
            Write(xml, "support", rule.Support);
            Write(xml, "confidence", rule.Confidence);
            Write(xml, "lift", rule.Lift);
            xml.WriteEndElement();
        }
    }
}
