using System.Text;

namespace CrossSell.ML.Tests;

public class PropensityModelFileTests
{
    private static readonly LabeledCustomers Customers = Planted.Customers(400, seed: 8);

    [Fact]
    public void Both_kinds_of_model_are_told_apart_by_the_file()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{nameof(PropensityModelFileTests)}-{Environment.ProcessId}.json");
        try
        {
            foreach (IExplainablePropensityModel model in (IExplainablePropensityModel[])[new LogisticPropensityTrainer().Train(Customers), Trees(Customers)])
            {
                model.Save(path);
                IExplainablePropensityModel loaded = PropensityModelFile.Load(path);

                Assert.Equal(model.GetType(), loaded.GetType());
                Assert.Equal(model.ToBytes(), loaded.ToBytes());
                Assert.Equal(model.ColumnKinds, loaded.ColumnKinds);
                Assert.Equal(CustomerColumnKind.Categorical, loaded.ColumnKinds["region"]);
                Assert.Equal(model.ProtectedColumns, loaded.ProtectedColumns);
                Assert.Equal(model.Explain(Customers.Table, 3).Steps, loaded.Explain(Customers.Table, 3).Steps);
                Assert.Equal(2, loaded.Explain(Customers.Table, 3).Steps.Count);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Trees_know_what_was_protected_when_they_are_read_again()
    {
        CustomerTable plain = Customers.Table;
        var builder = new CustomerTableBuilder();
        foreach (string name in (string[])["income", "contracts", "age"])
        {
            plain.TryGetColumn(name, out CustomerColumn? column);
            builder.AddNumeric(name, column!.Numbers.ToArray());
        }

        var customers = new LabeledCustomers(builder.Protect("income", "age").WithKeys(Enumerable.Range(0, plain.Count).Select(row => plain.Key(row)!)).Build(), Customers.Labels);
        IExplainablePropensityModel loaded = PropensityModelFile.FromBytes(Trees(customers).ToBytes());

        Assert.Equal(["age", "income"], loaded.ProtectedColumns);
        // The table that is scored says nothing of it.
        PropensityExplanation why = loaded.Explain(plain, 0);
        Assert.Equal([true, false, true], why.Contributions.Select(contribution => contribution.IsProtected));
        Assert.All(why.Reasons().For.Concat(why.Reasons().Against), reason => Assert.Equal(["contracts"], reason.Columns));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("age,income", "")]
    [InlineData("[1]", "another kind of file")]
    [InlineData("{}", "another kind of file")]
    [InlineData("{\"format\":7}", "another kind of file")]
    [InlineData("{\"format\":\"crosssell-rules\",\"version\":1}", "\"crosssell-propensity\" or \"crosssell-propensity-trees\"")]
    [InlineData("{\"a\":{\"format\":\"crosssell-propensity\"}}", "another kind of file")]
    [InlineData("{\"a\":[1,{}],\"format\":\"crosssell-propensity-trees\",\"version\":2}", "later release")]
    [InlineData("{\"format\":\"crosssell-propensity\",\"version\":2}", "later release")]
    [InlineData("{\"format\":\"crosssell-propensity-trees\",\"version\":1}", "")]
    [InlineData("{\"format\":\"crosssell-propensity", "")]
    public void What_is_no_such_model_says_so(string text, string expected)
    {
        ModelFormatException problem = Assert.Throws<ModelFormatException>(() => PropensityModelFile.FromBytes(Encoding.UTF8.GetBytes(text), "who.json"));
        Assert.StartsWith("who.json cannot be read as a CrossSell model: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    private static BoostedTreesPropensityModel Trees(LabeledCustomers customers) =>
        new BoostedTreesPropensityTrainer(new BoostedTreesOptions { UseProtected = true, Depth = 2, MaxTrees = 30 }).Train(customers);
}
