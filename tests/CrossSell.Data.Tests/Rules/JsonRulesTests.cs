using System.Text;
using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Data.Tests.Rules;

public class JsonRulesTests
{
    [Fact]
    public void Rules_come_back_as_they_were_with_all_items() =>
        Prop.ForAll(Given.Rules, rules =>
        {
            RuleSet back = JsonRules.Load(new Dribble(Bytes(rules)), "rules.json");
            Assert.Equal(Given.Lines(rules), Given.Lines(back));
            Assert.Equal(rules.ItemIds, back.ItemIds);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void A_document_has_the_transactions_the_items_and_the_rules()
    {
        RuleSet rules = new RuleSetBuilder(10).AddItem("z").Add(["a"], ["b;c"], new RuleCounts(2, 0, 1, 7)).Build();

        Assert.Equal(
            """{"format":"crosssell.rules","version":1,"transactions":10,"items":["a","b;c","z"],"rules":[{"antecedent":["a"],"consequent":["b;c"],"n11":2,"n10":0,"n01":1,"n00":7,"lift":3.3333333333333335,"conviction":"Inf"}]}""",
            Encoding.UTF8.GetString(Bytes(rules, RuleMeasures.Lift, RuleMeasures.Conviction)));
    }

    [Fact]
    public void Lines_of_rules_an_array_of_rules_and_measures_without_counts_are_read()
    {
        const string line = """{"antecedent":["a"],"consequent":["b"],"n11":2,"n10":1,"n01":1,"n00":6,"conviction":null,"more":{"x":[1,{}]}}""";
        Assert.Equal(10, Read($"\uFEFF{line}\n{line.Replace("\"b\"", "\"c\"", StringComparison.Ordinal)}\n").TransactionCount);
        Assert.Single(Read($"[{line}]"));
        RuleSet measured = Read("""{"rules":[{"antecedent":[],"consequent":["b"],"support":0.5,"confidence":0.5,"lift":1}],"transactions":10}""");
        Assert.Equal(new RuleCounts(5, 5, 0, 0), measured[0].Counts);
    }

    [Theory]
    [InlineData("rule")]
    [InlineData("rules")]
    public void Both_sides_may_stand_in_one_text(string name)
    {
        string line = $$"""{"{{name}}":"{a,b} => {c}","support":0.4,"confidence":0.8,"lift":1.6,"count":4}""";
        foreach (string text in (string[])[line, $"{line}\n", $"[{line}]", $$"""{"rules":[{{line}}]}"""])
        {
            Assert.Equal("{a, b} => {c} (confidence 0.8, lift 1.6, count 4)", Assert.Single(Read(text)).ToString());
        }
    }

    [Fact]
    public async Task Those_who_write_one_file_at_once_do_not_touch_each_others_work()
    {
        string folder = Directory.CreateTempSubdirectory("rules").FullName;
        try
        {
            string path = Path.Combine(folder, "rules.json");
            byte[] whole = Bytes(Given.Textbook);
            await AtOnce.Run(8, async _ =>
            {
                for (int run = 0; run < 10; run++)
                {
                    JsonRules.Write(Given.Textbook, path);
                    Assert.Equal(whole, await File.ReadAllBytesAsync(path));
                }
            });
            Assert.Equal([path], Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_long_document_is_read_in_pieces()
    {
        var builder = new RuleSetBuilder(1000);
        for (int i = 0; i < 5000; i++)
        {
            builder.Add([$"item {i} {new string('x', i % 50)}"], ["b"], RuleCounts.FromMargins(1, 1 + (i % 3), 10, 1000));
        }

        RuleSet rules = builder.Build();
        Assert.Equal(Given.Lines(rules), Given.Lines(JsonRules.Load(new MemoryStream(Bytes(rules)), "rules.json")));
    }

    [Theory]
    [InlineData("", "expected rules as JSON; the file is empty")]
    [InlineData("\n{\"rules\":\n[}", "rules.json, line 3: expected JSON, which this is not: '}' is an invalid")]
    [InlineData("{\"rules\":[", "expected JSON, which this is not: Expected depth to be zero")]
    [InlineData("7", "saw '7', expected an object of a rule")]
    [InlineData("{\"format\":\"other\"}", "column format: saw 'other', expected \"crosssell.rules\"")]
    [InlineData("{\"version\":2}", "column version: saw '2', expected version 1; this file is of a later release")]
    [InlineData("{\"transactions\":1.5,\"rules\":[]}", "column transactions: saw '1.5', expected a whole number from 0")]
    [InlineData("{\"rules\":{}}", "column rules: saw '{', expected an array of rules")]
    [InlineData("{\"rules\":[7]}", "saw '7', expected an object of a rule")]
    [InlineData("{\"rules\":[{\"antecedent\":\"a\"}]}", "column antecedent: saw 'a', expected an array of ids")]
    [InlineData("{\"rules\":[{\"antecedent\":[7]}]}", "column antecedent: saw '7', expected an id in quotes")]
    [InlineData("{\"rules\":[{\"consequent\":[\"a\"]}]}", "column antecedent: expected an array of ids")]
    [InlineData("{\"rules\":[{\"n11\":1e300}]}", "column n11: saw '1E+300', expected a whole number from 0 to 2147483647")]
    [InlineData("{\"rules\":[{\"support\":\"Inf\"}]}", "column support: saw 'Inf', expected a number such as 0.25")]
    [InlineData("{\"rules\":[{\"antecedent\":[\"\\uD800\"]}]}", "expected text that can be decoded")]
    [InlineData("{\"antecedent\":[\"a\"],\"consequent\":[\"b\"],\"n11\":1}", "expected the number of transactions; this file does not tell it")]
    [InlineData("{\"antecedent\":[\"a\"],\"consequent\":[\"b\"],\"n11\":1}\n{\"antecedent\":[\"a\"],\"consequent\":[\"c\"],\"n11\":1,\"n10\":1,\"n01\":1,\"n00\":1}", "line 1: saw '{a} => {b}', expected all of n11, n10, n01 and n00")]
    [InlineData("{\"rules\":[{\"rule\":\"a => b\"}]}", "column rule: saw 'a => b', expected a rule such as {a,b} => {c}")]
    [InlineData("{\"rules\":[{\"rule\":[\"a\"]}]}", "column rule: saw '[', expected a rule such as {a,b} => {c}")]
    [InlineData("{\"rules\":\"a\"}", "column rules: saw 'a', expected a rule such as {a,b} => {c}")]
    [InlineData("[]", "rules.json, line 1: expected at least one rule, or \"transactions\" where none was found")]
    [InlineData("{\"rules\":[]}", "expected at least one rule, or \"transactions\" where none was found")]
    [InlineData("{\"transactions\":10,\n\"transactions\":12,\"rules\":[]}", "rules.json, line 2, column transactions: saw '12', expected it once; the file said 10 before")]
    [InlineData("{\"transactions\":10,\"rules\":[]}{\"transactions\":10,\"rules\":[]}", "column transactions: saw '10', expected it once")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[", "expected")]
    public void What_is_no_file_of_rules_is_refused_with_its_reason(string text, string expected) =>
        Assert.Contains(expected, Given.FaultOf(() => Read(text)), StringComparison.Ordinal);

    [Fact]
    public void Every_prefix_of_a_document_is_refused()
    {
        byte[] whole = Bytes(Given.Textbook);
        for (int length = 0; length < whole.Length; length += 7)
        {
            Given.FaultOf(() => JsonRules.Load(new MemoryStream(whole, 0, length), "rules.json"));
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_id()
    {
        RuleSet rules = new RuleSetBuilder(10).Add(["a\uD83C"], ["b"], new RuleCounts(1, 1, 1, 7)).Build();

        Assert.Contains("U+D83C, which JSON cannot hold", Assert.Throws<ArgumentException>(() => Bytes(rules)).Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(RuleSet rules, params RuleMeasure[] measures)
    {
        var bytes = new MemoryStream();
        JsonRules.Write(rules, bytes, measures.Length == 0 ? null : measures);
        return bytes.ToArray();
    }

    private static RuleSet Read(string text) => JsonRules.Load(Given.Utf8(text), "rules.json");

    /// <summary>Gives one to three bytes at a time, as a slow network does.</summary>
    private sealed class Dribble(byte[] bytes) : MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true)
    {
        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(Math.Min(buffer.Length, 1 + (int)(Position % 3)), (int)(Length - Position));
            GetBuffer().AsSpan((int)Position, count).CopyTo(buffer);
            Position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
