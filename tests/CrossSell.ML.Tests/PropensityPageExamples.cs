using System.Globalization;

namespace CrossSell.ML.Tests;

/// <summary>The examples of docs/propensity.md, run.</summary>
public class PropensityPageExamples
{
    private static readonly LabeledCustomers Campaign = Planted.Customers(1_000, seed: 6);
    private static readonly LabeledCustomers Later = Planted.Customers(600, seed: 7);
    private static readonly LogisticPropensityModel Model = new LogisticPropensityTrainer().Train(Campaign);

    [Fact]
    public void Training_and_scoring()
    {
        string folder = Directory.CreateTempSubdirectory("crosssell-").FullName;
        string before = Path.Combine(folder, "campaign.csv");
        string after = Path.Combine(folder, "customers.csv");
        string file = Path.Combine(folder, "who.json");
        string[] rows = [.. Enumerable.Range(0, Campaign.Count).Select(Row)];
        File.WriteAllText(before, "id,age,region,contracts,answered\n" + string.Concat(rows));
        File.WriteAllText(after, "id,age,region,contracts\n" + string.Concat(rows.Select(row => row[..row.LastIndexOf(',')] + "\n")));

        #region train
        var reading = new CsvCustomerOptions { Columns = { Key = "id", Label = "answered" } };
        reading.Columns.Protected.Add("age");
        LabeledCustomers campaign = CsvCustomers.LoadLabeled(before, reading);
        LogisticPropensityModel model = new LogisticPropensityTrainer().Train(campaign);
        model.Save(file);

        var scoring = new CsvCustomerOptions { Columns = { Key = "id" } };
        scoring.Columns.TakeKindsFrom(campaign.Table);
        CustomerTable customers = CsvCustomers.Load(after, scoring);
        double[] probabilities = LogisticPropensityModel.Load(file).Predict(customers);
        #endregion

        Directory.Delete(folder, recursive: true);
        Assert.Equal(campaign.Count, probabilities.Length);
        Assert.DoesNotContain("age", model.Columns);
    }

    [Fact]
    public void Another_trainer()
    {
        string folder = Directory.CreateTempSubdirectory("crosssell-").FullName;
        string file = Path.Combine(folder, "who.json");

        #region trees
        var options = new BoostedTreesOptions { Monotone = { ["contracts"] = Monotonicity.Increasing } };
        BoostedTreesPropensityModel trees = new BoostedTreesPropensityTrainer(options).Train(Campaign);
        trees.Save(file);

        IExplainablePropensityModel model = PropensityModelFile.Load(file); // either kind; the file says which
        double[] probabilities = model.Predict(Later.Table);
        PropensityExplanation why = model.Explain(Later.Table, row: 0); // Shapley values, one a column
        #endregion

        Directory.Delete(folder, recursive: true);
        Assert.Equal(trees.Predict(Later.Table), probabilities);
        Assert.Equal(why.Probability, probabilities[0]);
    }

    [Fact]
    public void Judging()
    {
        CustomerTable table = Later.Table;

        #region judge
        double[] probabilities = Model.Predict(table);
        PropensityReport report = PropensityReport.Of(probabilities, Later.Labels);
        IReadOnlyList<Interval?> ranges = Bootstrap.Of(probabilities, Later.Labels, [], [r => r.Auc, r => r.LogLoss, r => r.Lift(0.1)]);
        foreach (GainRow decile in report.GainTable())
        {
            Console.WriteLine($"{decile.Part}: promised {decile.MeanProbability:P1}, bought {decile.ObservedRate:P1}, lift so far {decile.Lift:F2}");
        }

        GroupAudit audit = GroupAudit.Of(probabilities, Later.Labels, CustomerSegments.By(table, "age"), contactedShare: 0.2);
        #endregion

        Assert.All(ranges, range => Assert.NotNull(range));
        Assert.Equal(6, audit.Groups.Count);
    }

    [Fact]
    public void Explaining()
    {
        CustomerTable customers = Later.Table;

        #region explain
        PropensityExplanation why = Model.Explain(customers, row: 0);
        ReasonNames names = new ReasonNames()
            .Add("contracts", "the number of contracts", "der Zahl der Verträge")
            .Add("income", "the income", "des Einkommens");
        Console.WriteLine(why.Reasons(names).In(CultureInfo.GetCultureInfo("de"))); // wegen des Einkommens und ...
        foreach (ExplanationStep step in why.Steps)
        {
            Console.WriteLine($"{step.Name}: {step.Logit:F3}"); // sum of the contributions, calibration, base rate
        }
        #endregion

        Assert.Equal(why.Probability, Model.Predict(customers)[0]);
    }

    [Fact]
    public void Groups_and_other_populations()
    {
        CustomerTable customers = Later.Table;

        #region groups
        double[] probabilities = Model.Predict(customers);
        foreach (SegmentPropensity group in CustomerSegments.Propensity(probabilities, CustomerSegments.By(customers, "region")))
        {
            Console.WriteLine($"{group.Name}: {group.MeanProbability.Value:P1}, {group.Buyers.Lower} to {group.Buyers.Upper} of {group.Customers} buy");
        }

        foreach (ColumnDrift moved in Model.Drift(customers).Moved)
        {
            Console.WriteLine($"{moved.Name}: {moved.Level}, PSI {moved.Index:F2}");
        }
        #endregion

        #region population
        LogisticPropensityModel thisYear = Model.WithBaseRate(0.04);
        LogisticPropensityModel ofSample = Model.WithSamplingRates(buyers: 1, others: 0.1);
        #endregion

        Assert.Equal(0.04, thisYear.BaseRate, 1e-12);
        Assert.True(ofSample.BaseRate < Model.BaseRate);
    }

    private static string Row(int row)
    {
        CustomerTable table = Campaign.Table;
        string Text(string name) => table.TryGetColumn(name, out CustomerColumn? column) ? column.Text(row) ?? "" : "";
        return $"K{row},{Text("age")},{Text("region")},{Text("contracts")},{(Campaign.Labels[row] ? "yes" : "no")}\n";
    }
}
