using System.Globalization;
using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Data.Tests.Rules;

public class CsvRulesTests
{
    [Fact]
    public void Rules_come_back_as_they_were_whatever_their_ids() =>
        Prop.ForAll(Given.Rules, rules =>
        {
            var text = new StringWriter();
            CsvRules.Write(rules, text);
            RuleSet back = Read(text.ToString(), new RuleImportOptions { TransactionCount = rules.Count == 0 ? rules.TransactionCount : null });
            Assert.Equal(Given.Lines(rules), Given.Lines(back));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(80));

    [Fact]
    public void A_file_is_written_whole_with_the_measures_asked_for()
    {
        string folder = Directory.CreateTempSubdirectory("rules").FullName;
        string path = Path.Combine(folder, "rules.csv");
        CsvRules.Write(Given.Textbook, path, [RuleMeasures.Lift, RuleMeasures.Conviction]);

        Assert.StartsWith("antecedent,consequent,n11,n10,n01,n00,lift,conviction\nbeer,diapers,3,0,1,1,1.25,Inf\n", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(Given.Lines(Given.Textbook), Given.Lines(CsvRules.Load(path)));
        Assert.Equal([path], Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Rules_that_arules_wrote_are_read_and_the_number_of_transactions_follows_from_count_and_support()
    {
        RuleSet rules = Read(
            """
            "rules","support","confidence","coverage","lift","count"
            "{liquor,red/blush wine} => {bottled beer}",0.00193187595322827,0.904761904761905,0.00213523131672598,11.2352693602694,19
            "{} => {whole milk}",0.255516014234875,0.255516014234875,1,1,2513

            """);

        Assert.Equal(9835, rules.TransactionCount);
        Assert.Equal(["liquor", "red/blush wine"], rules[0].Antecedent);
        Assert.Equal(new RuleCounts(19, 2, 773, 9041), rules[0].Counts);
        Assert.Equal((0, 2513L), (rules[1].Antecedent.Count, rules[1].Counts.N11));
    }

    [Fact]
    public void Row_names_of_R_without_a_header_are_passed_over()
    {
        RuleSet rules = Read("\"rules\",\"support\",\"confidence\",\"lift\",\"count\"\n\"1\",\"{a} => {b}\",0.4,0.8,1.6,4\n\"2\",\"{b} => {a}\",0.4,0.8,1.6,4\n");

        Assert.Equal(new RuleCounts(4, 1, 1, 4), rules[0].Counts);
        Assert.Equal(2, rules.Count);
    }

    [Fact]
    public void Rules_that_mlxtend_wrote_are_read_when_the_number_of_transactions_is_told()
    {
        const string text =
            """
            ,antecedents,consequents,antecedent support,consequent support,support,confidence,lift,representativity,leverage,conviction
            0,"frozenset({'Kidney Beans', 'it\'s', ""a\""b""})",frozenset({'Eggs'}),0.6,0.8,0.6,1.0,1.25,1.0,0.12,inf
            1,frozenset({1}),"frozenset({'a, b', 'K\xe4se \U0001f34e\n'})",0.6,0.6,0.4,0.6666666666666667,1.1111111111111112,1.0,0.04,1.2

            """;

        RuleSet rules = Read(text, new RuleImportOptions { TransactionCount = 5 });

        Assert.Equal(["Kidney Beans", "a\"b", "it's"], rules[0].Antecedent);
        Assert.Equal(new RuleCounts(3, 0, 1, 1), rules[0].Counts);
        Assert.Equal(["1"], rules[1].Antecedent);
        Assert.Equal(["Käse 🍎\n", "a, b"], rules[1].Consequent);
        Assert.Contains("set RuleImportOptions.TransactionCount", Given.FaultOf(() => Read(text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("['milk', 'bread']", "bread", "milk")]
    [InlineData("('milk', 'bread')", "bread", "milk")]
    [InlineData("('milk',)", "milk")]
    [InlineData("[\"a, b\"]", "a, b")]
    [InlineData("[3, 12]", "3", "12")]
    [InlineData("(3,)", "3")]
    [InlineData("[]")]
    [InlineData("()")]
    [InlineData("(500 g)", "(500 g)")]
    [InlineData("(500)", "(500)")]
    [InlineData("(new);[x]", "(new)", "[x]")]
    [InlineData("[promo] tea", "[promo] tea")]
    public void Lists_and_tuples_of_Python_are_sets_and_ids_in_brackets_are_ids(string text, params string[] expected)
    {
        string field = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        RuleSet rules = Read($"antecedents,consequents,n11,n10,n01,n00\n{field},z,2,8,0,0\n");
        Assert.Equal(expected, rules[0].Antecedent);
    }

    [Fact]
    public void Sides_in_braces_and_decimal_commas_are_read()
    {
        RuleSet rules = Read("LHS;RHS;support;confidence;lift;count\n{a,b};{c};0,4;0,8;1,6;4\n", new RuleImportOptions { Culture = CultureInfo.GetCultureInfo("de-DE") });

        Assert.Equal("{a, b} => {c} (confidence 0.8, lift 1.6, count 4)", Assert.Single(rules).ToString());
    }

    [Fact]
    public void All_faults_of_a_file_are_told_together_with_their_places()
    {
        string message = Given.FaultOf(() => Read(
            "antecedent,consequent,n11,n10,n01,n00,lift\na,b,x,1,1,7,\na;\"b\"c,b,1,1,1,7,\nc,b,-1,1,1,1.5,\na,b\n"));

        Assert.Equal(
            """
            rules.csv, line 2, column n11: saw 'x', expected a number such as 3 or 1234.5.
            rules.csv, line 3, column antecedent: saw 'a;"b"c', expected a field with its quotes in order.
            rules.csv, line 4, column n11: saw '-1', expected a whole number from 0 to 2147483647.
            rules.csv, line 4, column n00: saw '1.5', expected a whole number from 0 to 2147483647.
            rules.csv, line 5: expected 7 fields as in the header, met 2.
            """.ReplaceLineEndings(),
            message);
    }

    [Fact]
    public void Rules_that_contradict_each_other_are_named()
    {
        string message = Given.FaultOf(() => Read(
            "antecedent,consequent,n11,n10,n01,n00,lift\na,b,1,1,1,7,2.5\na,b,1,1,1,7,2.5\na,c,1,2,1,6,\na,d,1,1,1,6,\ne,f,1,1,1,7,9\n,,1,1,1,7,\n"));

        Assert.Equal(
            """
            rules.csv, line 3: saw '{a} => {b}', expected each rule once; this one was given before.
            rules.csv, line 4: saw '{a} => {c}', expected the same count of {a} everywhere; it is 3 here and was 2 before.
            rules.csv, line 5: saw '{a} => {d}', expected counts that add up to the 10 transactions; n11=1 n10=1 n01=1 n00=6 add up to 9.
            rules.csv, line 6: saw '{e} => {f}', expected a lift of 2.5, as n11=1 n10=1 n01=1 n00=7 has it; it is 9.
            rules.csv, line 7: saw '{} => {}', expected at least one item in the consequent.
            """.ReplaceLineEndings(),
            message);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "columns antecedent and consequent (or rules), and n11, n10, n01, n00 (or support, confidence, lift); the header has 'a', 'b'")]
    [InlineData("lhs,antecedent,rhs,support,confidence\n", "one column for the antecedent, but 'lhs' (column 1) and 'antecedent' (column 2) could each be it")]
    [InlineData("", "the file is empty")]
    [InlineData("antecedent,consequent,support,confidence\na,b,0.5,0.5\n", "set RuleImportOptions.TransactionCount")]
    [InlineData("antecedent,consequent,support,confidence,count\na,b,0.5,,5\n", "expected a confidence, where n11, n10, n01 and n00 are missing")]
    [InlineData("antecedent,consequent,support,confidence,count\na,b,0.5,0.5,5\n", "expected a lift, because nothing else says")]
    [InlineData("antecedent,consequent,n11,n10,n01,n00\na,b,2147483647,1,1,1\n", "a number of transactions from 1 to 2147483647; the counts of this rule mean 2147483650")]
    [InlineData("antecedent,consequent,n11,n10,n01,n00\na,b,0,0,0,0\n", "a number of transactions from 1")]
    [InlineData("antecedent,consequent,n11,n10,n01,n00\na,\0,1,1,1,1\n", "line 2: expected text; a NUL character")]
    [InlineData("antecedent,consequent,n11,n10,n01,n00\n\"a,b,1,1,1,1\n", "line 2: saw '\"a,b,1,1,1,1 ', expected a closing quote")]
    [InlineData("rules,support,confidence,lift,count\na => b,1,1,1,1\n", "column rules: saw 'a => b', expected a rule such as {a,b} => {c}")]
    [InlineData("lhs,rhs,support,confidence,lift,count\na,{b},1,1,1,1\n", "column lhs: saw 'a', expected a set such as {a,b}")]
    [InlineData("antecedents,consequents,support,confidence,lift,count\nfrozenset({'a),b,1,1,1,1\n", "saw 'frozenset({'a)', expected a set such as frozenset({'a', 'b'}) or a list such as ['a', 'b']")]
    [InlineData("antecedents,consequents,support,confidence,lift,count\n['a' 'b'],b,1,1,1,1\n", "saw '['a' 'b']', expected a set such as frozenset({'a', 'b'}) or a list such as ['a', 'b']")]
    [InlineData("antecedent,consequent,n11,n10,n01,n00\na;;b,c,1,1,1,1\n", "ids of at least one character")]
    [InlineData("antecedent,consequent,n11,n10,n01,n00\na;,c,1,1,1,1\n", "ids of at least one character")]
    [InlineData("antecedent,consequent,n11,n10,n01,n00\na\uFFFD,c,1,1,1,1\n", "text that can be decoded")]
    public void What_is_no_file_of_rules_is_refused_with_its_reason(string text, string expected) =>
        Assert.Contains(expected, Given.FaultOf(() => Read(text)), StringComparison.Ordinal);

    [Fact]
    public void More_rules_than_allowed_end_the_reading() =>
        Assert.Contains(
            "line 3: expected at most 1 rules, as RuleImportOptions.MaxRules says",
            Given.FaultOf(() => Read("antecedent,consequent,n11,n10,n01,n00\na,b,1,1,1,1\nb,a,1,1,1,1\n", new RuleImportOptions { MaxRules = 1 })),
            StringComparison.Ordinal);

    [Fact]
    public void Options_out_of_range_are_told_together()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Read("", new RuleImportOptions { TransactionCount = 0, Tolerance = 1, MaxRules = 0, Delimiter = '"' }));
        foreach (string wrong in (string[])["TransactionCount is 0", "Tolerance is 1", "MaxRules is 0", "Delimiter is a quote"])
        {
            Assert.Contains(wrong, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_id_that_CSV_cannot_hold_is_named_before_anything_is_written()
    {
        RuleSet rules = new RuleSetBuilder(10).Add(["a\0"], ["b"], new RuleCounts(1, 1, 1, 7)).Build();
        var text = new StringWriter();

        Assert.Contains("U+0000, which CSV cannot hold", Assert.Throws<ArgumentException>(() => CsvRules.Write(rules, text)).Message, StringComparison.Ordinal);
        Assert.Equal("", text.ToString());
    }

    private static RuleSet Read(string text, RuleImportOptions? options = null) => CsvRules.Load(new StringReader(text), "rules.csv", options);
}
