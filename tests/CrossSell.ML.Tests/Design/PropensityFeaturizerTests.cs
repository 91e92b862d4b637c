namespace CrossSell.ML.Tests.Design;

public sealed class PropensityFeaturizerTests
{
    private static readonly LabeledCustomers Customers = Planted.Customers(1_000, seed: 1);
    private static readonly LabeledCustomers Later = Planted.Customers(500, seed: 2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Weights_over_the_features_and_the_compiled_model_say_the_same(bool bins)
    {
        var featurizer = PropensityFeaturizer.Fit(Customers.Table, useBins: bins);
        LinearSolution solution = Made(featurizer, slope: 1.25, offset: -0.5);
        LogisticPropensityModel model = featurizer.Compile(Customers, solution);

        double[] compiled = model.Predict(Later.Table);
        double[] direct = ByHand(featurizer, solution, Later.Table);

        Assert.True(direct.Max() - direct.Min() > 0.3);
        for (int row = 0; row < direct.Length; row++)
        {
            Assert.Equal(direct[row], compiled[row], 1e-6);
        }
    }

    [Fact]
    public void The_compiled_model_explains_itself_and_stands_in_a_file()
    {
        var featurizer = PropensityFeaturizer.Fit(Customers.Table);
        LogisticPropensityModel model = featurizer.Compile(Customers, Made(featurizer));

        PropensityExplanation why = model.Explain(Later.Table, row: 3);
        IExplainablePropensityModel again = PropensityModelFile.FromBytes(model.ToBytes());

        Assert.Equal(why.Logit, why.BaseLogit + why.Contributions.Sum(c => c.Contribution), 1e-9);
        Assert.Equal(model.Predict(Later.Table), again.Predict(Later.Table));
        Assert.Equal(Math.Log(2), model.ValidationLogLoss, 1e-12);
    }

    [Fact]
    public void A_recalibration_keeps_the_order_and_hits_the_base_rate()
    {
        var featurizer = PropensityFeaturizer.Fit(Customers.Table);
        LinearSolution solution = Made(featurizer, slope: 2, offset: 3);
        double[] heldOut = [.. ByHand(featurizer, solution, Customers.Table).Select(p => Math.Log(p / (1 - p)))];
        LogisticPropensityModel kept = featurizer.Compile(Customers, solution with { HeldOutLogits = heldOut });
        LogisticPropensityModel anew = featurizer.Compile(Customers, solution with { HeldOutLogits = heldOut, Recalibration = PropensityCalibration.Platt });

        double[] before = kept.Predict(Customers.Table);
        double[] after = anew.Predict(Customers.Table);

        Assert.Equal(Customers.BaseRate!.Value, after.Average(), 1e-6);
        Assert.True(Math.Abs(before.Average() - Customers.BaseRate!.Value) > 0.05);
        int[] byBefore = [.. Enumerable.Range(0, before.Length).OrderBy(row => before[row])];
        Assert.True(byBefore.Zip(byBefore.Skip(1)).All(pair => after[pair.First] <= after[pair.Second] + 1e-12));
    }

    [Fact]
    public void Features_have_names_of_their_own_and_stand_in_ascending_order()
    {
        var featurizer = PropensityFeaturizer.Fit(Customers.Table);
        FeatureRows rows = featurizer.Encode(Customers.Table);
        int[] indices = new int[rows.MostNonZero];
        float[] values = new float[rows.MostNonZero];

        Assert.Equal(featurizer.FeatureNames.Count, featurizer.FeatureNames.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(rows.FeatureCount, featurizer.FeatureNames.Count);
        Assert.Equal(Customers.Count, rows.Count);
        for (int row = 0; row < rows.Count; row++)
        {
            int count = rows.Fill(row, indices, values);
            Assert.True(count > 0);
            Assert.True(indices[..count].Zip(indices[1..count]).All(pair => pair.First < pair.Second));
            Assert.All(values[..count], value => Assert.True(float.IsFinite(value) && value != 0));
        }
    }

    [Fact]
    public void Bins_and_levels_are_named_by_what_they_hold()
    {
        var table = new CustomerTableBuilder().AddNumeric("age", [20, 30, 40, double.NaN]).AddCategorical("region", ["n", "n", "n", "s"]).Build();
        CustomerTable many = table.Select([.. Enumerable.Range(0, 40).Select(i => i % 4)]);

        var featurizer = PropensityFeaturizer.Fit(many);

        Assert.Equal(
            ["region = n", "region = s", "region any other", "region unknown"],
            featurizer.FeatureNames.Where(name => name.StartsWith("region", StringComparison.Ordinal)));
        Assert.Equal(
            ["age in [30, 40)", "age from 40 on", "age unknown"],
            featurizer.FeatureNames.Where(name => name.StartsWith("age ", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var featurizer = PropensityFeaturizer.Fit(Customers.Table);
        LinearSolution good = Made(featurizer);

        Refused(good with { Weights = [1] }, "1 weights");
        Refused(good with { HeldOutLogits = [0] }, "1 held-out logits");
        Refused(good with { Weights = [float.NaN, .. good.Weights.Skip(1)] }, "is NaN");
        Refused(good with { Bias = double.PositiveInfinity }, "The bias is");
        Refused(good with { CalibrationSlope = -1 }, "turn round");
        Refused(good with { CalibrationOffset = double.NaN }, "The offset");
        Refused(good with { Strength = -1 }, "The strength is -1");
        Refused(good with { Recalibration = (PropensityCalibration)9 }, "The recalibration is 9");
        Refused(good with { HeldOutLogits = [.. good.HeldOutLogits.Select(_ => double.NaN)] }, "No held-out logit");
        Assert.Throws<PropensityTrainingException>(() => featurizer.Compile(new LabeledCustomers(Customers.Table, new bool[Customers.Count]), good));

        void Refused(LinearSolution bad, string words) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => featurizer.Compile(Customers, bad)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folds_hold_every_row_out_once_whatever_its_place()
    {
        IReadOnlyList<ValidationFold> folds = ValidationFold.Divide(Customers, 4);
        int[] turned = [.. Enumerable.Range(0, Customers.Count).Reverse()];
        IReadOnlyList<ValidationFold> again = ValidationFold.Divide(Customers.Select(turned), 4);

        Assert.Equal(Enumerable.Range(0, Customers.Count), folds.SelectMany(fold => fold.Test).Order());
        Assert.All(folds, fold => Assert.Empty(fold.Train.Intersect(fold.Test)));
        Assert.Equal(folds.Select(fold => fold.Test.Count), again.Select(fold => fold.Test.Count));
        Assert.Equal(folds[0].Test, again[0].Test.Select(row => turned[row]).Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => ValidationFold.Divide(Customers, 1));
    }

    private static LinearSolution Made(PropensityFeaturizer featurizer, double slope = 1, double offset = 0) => new()
    {
        Weights = [.. Enumerable.Range(0, featurizer.FeatureNames.Count).Select(i => MathF.Sin(3 * i))],
        Bias = 0.25,
        CalibrationSlope = slope,
        CalibrationOffset = offset,
        HeldOutLogits = [.. Enumerable.Repeat(0.0, Customers.Count)],
        Strength = 1,
    };

    private static double[] ByHand(PropensityFeaturizer featurizer, LinearSolution solution, CustomerTable table)
    {
        FeatureRows rows = featurizer.Encode(table);
        int[] indices = new int[rows.MostNonZero];
        float[] values = new float[rows.MostNonZero];
        double[] probabilities = new double[rows.Count];
        for (int row = 0; row < probabilities.Length; row++)
        {
            int count = rows.Fill(row, indices, values);
            double logit = solution.Bias + Enumerable.Range(0, count).Sum(i => (double)solution.Weights[indices[i]] * values[i]);
            probabilities[row] = 1 / (1 + Math.Exp(-((solution.CalibrationSlope * logit) + solution.CalibrationOffset)));
        }

        return probabilities;
    }
}
