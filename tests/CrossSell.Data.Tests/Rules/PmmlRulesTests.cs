using System.Text;
using System.Xml;
using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Data.Tests.Rules;

public class PmmlRulesTests
{
    [Fact]
    public void Rules_come_back_as_they_were_with_all_items() =>
        Prop.ForAll(Given.Rules, rules =>
        {
            RuleSet back = PmmlRules.Load(new MemoryStream(Bytes(rules)), "rules.pmml");
            Assert.Equal(Given.Lines(rules), Given.Lines(back));
            Assert.Equal(rules.ItemIds, back.ItemIds);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Counts_of_a_billion_transactions_come_back_exactly()
    {
        RuleSet rules = new RuleSetBuilder(2_000_000_001).Add(["a"], ["b"], RuleCounts.FromMargins(999_999_937, 1_000_000_007, 1_500_000_007, 2_000_000_001)).Build();

        Assert.Equal(rules[0].Counts, PmmlRules.Load(new MemoryStream(Bytes(rules)), "rules.pmml")[0].Counts);
    }

    [Fact]
    public void A_document_has_what_the_standard_asks_for_in_its_order()
    {
        RuleSet rules = new RuleSetBuilder(10).Add(["a", "<b>"], ["c\n"], new RuleCounts(2, 0, 2, 6)).Build();

        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4">
              <Header>
                <Application name="CrossSell" />
              </Header>
              <DataDictionary numberOfFields="2">
                <DataField name="transaction" optype="categorical" dataType="string" />
                <DataField name="item" optype="categorical" dataType="string" />
              </DataDictionary>
              <AssociationModel functionName="associationRules" numberOfTransactions="10" numberOfItems="3" minimumSupport="0.2" minimumConfidence="1" numberOfItemsets="2" numberOfRules="1">
                <MiningSchema>
                  <MiningField name="transaction" usageType="group" />
                  <MiningField name="item" usageType="active" />
                </MiningSchema>
                <Item id="1" value="&lt;b&gt;" />
                <Item id="2" value="a" />
                <Item id="3" value="c&#xA;" />
                <Itemset id="1" support="0.2" numberOfItems="2">
                  <ItemRef itemRef="1" />
                  <ItemRef itemRef="2" />
                </Itemset>
                <Itemset id="2" support="0.4" numberOfItems="1">
                  <ItemRef itemRef="3" />
                </Itemset>
                <AssociationRule id="1" antecedent="1" consequent="2" support="0.2" confidence="1" lift="2.5" />
              </AssociationModel>
            </PMML>
            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(Bytes(rules)));
    }

    [Fact]
    public void A_document_of_arules_without_supports_of_itemsets_is_read()
    {
        RuleSet rules = Read(Document(
            """
            <Item id="1" value="liquor"/><Item id="2" value="red/blush wine"/><Item id="3" value="bottled beer"/>
            <Itemset id="1" numberOfItems="1"><ItemRef itemRef="3"/></Itemset>
            <Itemset id="2" numberOfItems="2"><ItemRef itemRef="1"/><ItemRef itemRef="2"/></Itemset>
            <AssociationRule support="0.00193187595322827" confidence="0.904761904761905" lift="11.2352693602694" antecedent="2" consequent="1"/>
            """,
            "9835", "http://www.dmg.org/PMML-4_1"));

        Assert.Equal("{liquor, red/blush wine} => {bottled beer} (confidence 0.9, lift 11.24, count 19)", Assert.Single(rules).ToString());
        Assert.Equal(new RuleCounts(19, 2, 773, 9041), rules[0].Counts);
    }

    [Fact]
    public void Items_with_fields_sets_with_supports_and_rules_without_lift_are_read()
    {
        RuleSet rules = Read(Document(
            """
            <Extension name="x"><Item2/></Extension>
            <Item id="i1" field="beer" value="T"/><Item id="i2" field="milk" value="T"/>
            <Itemset id="s1" support="0.5" numberOfItems="1"><Extension/><ItemRef itemRef="i1"/></Itemset>
            <Itemset id="s2" support="0.4" numberOfItems="1"><ItemRef itemRef="i2"/></Itemset>
            <AssociationRule support="0.3" confidence="0.6" antecedent="s1" consequent="s2"><Extension/></AssociationRule>
            """,
            "10", "http://www.dmg.org/PMML-3_0"));

        Assert.Equal("{beer=T} => {milk=T} (confidence 0.6, lift 1.5, count 3)", Assert.Single(rules).ToString());
    }

    [Theory]
    [InlineData("<PMML", "well-formed XML")]
    [InlineData("", "well-formed XML")]
    [InlineData("<html/>", "line 1: saw 'html', expected the element PMML")]
    [InlineData("<PMML/>", "an AssociationModel; this document has none")]
    [InlineData("<PMML><AssociationModel/>\n<AssociationModel/></PMML>", "line 2: saw 'AssociationModel', expected one AssociationModel; this is the second")]
    [InlineData("<PMML><AssociationModel numberOfTransactions='1.5'/></PMML>", "column numberOfTransactions: saw '1.5', expected a whole number from 0")]
    [InlineData("<PMML><AssociationModel numberOfTransactions='x'/></PMML>", "column numberOfTransactions: saw 'x', expected a number")]
    public void What_is_no_model_of_rules_is_refused_with_its_reason(string text, string expected) =>
        Assert.Contains(expected, Given.FaultOf(() => Read(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("<Item id='1'/>", "column value: expected an Item with an id and a value")]
    [InlineData("<Item id='1' value='a'/><Item id='1' value='b'/>", "column id: saw '1', expected each Item once")]
    [InlineData("<Item id='1' value='a'/><Item id='2' value='a'/>", "column value: saw 'a', expected each item once")]
    [InlineData("<Itemset id='1'><ItemRef itemRef='9'/></Itemset>", "column itemRef: saw '9', expected the id of an Item that stands before")]
    [InlineData("<Itemset id='1'/><Itemset id='1'/>", "column id: saw '1', expected each Itemset once")]
    [InlineData("<Itemset><ItemRef itemRef='9'/></Itemset>", "column id: expected an attribute id of Itemset")]
    [InlineData("<AssociationRule support='1' confidence='1' antecedent='1' consequent='2'/>", "column antecedent: saw '1', expected the id of an Itemset that stands before")]
    [InlineData("<AssociationRule support='1' confidence='1' consequent='2'/>", "column antecedent: expected an attribute antecedent of AssociationRule")]
    [InlineData("<Item id='1' value='a'/><Itemset id='0'/><Itemset id='1'><ItemRef itemRef='1'/></Itemset><AssociationRule support='0.25' confidence='0.25' lift='1' antecedent='0' consequent='1'/>", "saw '{} => {a}', expected a support that is a whole number of the 10 transactions; 0.25 of them are 2.5")]
    [InlineData("<Item id='1' value='a'/><Itemset id='0'/><Itemset id='1'><ItemRef itemRef='1'/></Itemset><AssociationRule support='NaN' confidence='0.25' antecedent='0' consequent='1'/>", "column support: saw 'NaN', expected a number such as 0.25")]
    public void Faults_inside_of_a_model_are_named(string content, string expected) =>
        Assert.Contains(expected, Given.FaultOf(() => Read(Document(content, "10", ""))), StringComparison.Ordinal);

    [Theory]
    [InlineData("<!DOCTYPE PMML [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><PMML>&b;</PMML>")]
    [InlineData("<!DOCTYPE PMML SYSTEM 'file:///etc/hostname'><PMML/>")]
    [InlineData("<PMML>&unknown;</PMML>")]
    public void Hostile_documents_are_refused_before_anything_is_expanded(string text) =>
        Assert.Contains("expected well-formed XML without a document type definition", Given.FaultOf(() => Read(text)), StringComparison.Ordinal);

    [Fact]
    public void A_document_nested_a_hundred_thousand_deep_is_refused_without_harm()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));

        Assert.Contains("an AssociationModel", Given.FaultOf(() => Read($"<PMML>{deep}</PMML>")), StringComparison.Ordinal);
        Assert.Empty(Read(Document(deep, "10", "")));
    }

    [Fact]
    public void What_is_written_can_be_read_by_any_reader_of_XML()
    {
        var xml = new XmlDocument();
        xml.Load(new MemoryStream(Bytes(Given.Mine([Given.UglyIds]))));

        Assert.Equal(Given.UglyIds.Length, xml.GetElementsByTagName("Item").Count);
    }

    [Fact]
    public void An_id_that_XML_cannot_hold_is_named_before_anything_is_written()
    {
        RuleSet rules = new RuleSetBuilder(10).Add(["bell\a"], ["b"], new RuleCounts(1, 1, 1, 7)).Build();

        Assert.Contains("U+0007, which XML cannot hold", Assert.Throws<ArgumentException>(() => Bytes(rules)).Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(RuleSet rules)
    {
        var bytes = new MemoryStream();
        PmmlRules.Write(rules, bytes);
        return bytes.ToArray();
    }

    private static string Document(string content, string transactions, string ns) =>
        $"<?xml version='1.0'?><PMML version='4.1' xmlns='{ns}'><Header/><DataDictionary/><AssociationModel functionName='associationRules' "
        + $"numberOfTransactions='{transactions}' minimumSupport='0.1' minimumConfidence='0.1'><MiningSchema/>{content}</AssociationModel></PMML>";

    private static RuleSet Read(string text) => PmmlRules.Load(Given.Utf8(text), "rules.pmml");
}
