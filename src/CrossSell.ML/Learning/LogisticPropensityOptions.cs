namespace CrossSell.ML;

/// <summary>What a user may decide about <see cref="LogisticPropensityTrainer"/>; everything else the trainer finds in the data.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class LogisticPropensityOptions
{
    /// <summary>Whether protected columns, such as age or gender, are learned from.</summary>
    /// <value>Default: false.</value>
    public bool UseProtected { get; set; }

    /// <summary>How many parts the customers are divided into for validation.</summary>
    /// <value>Default: 5. From 2 to 20.</value>
    public int Folds { get; set; } = 5;

    /// <summary>How the logits become honest probabilities.</summary>
    /// <value>Default: <see cref="PropensityCalibration.Curve"/>.</value>
    public PropensityCalibration Calibration { get; set; }

    /// <summary>The share of buyers in the population, where the training is a sample in which they are more, or less, common.</summary>
    /// <value>Default: null, that of the training. Strictly between 0 and 1; see <see cref="LogisticPropensityModel.WithBaseRate"/>. Not together with sampling rates.</value>
    public double? BaseRate { get; set; }

    /// <summary>The share of all buyers that the training holds.</summary>
    /// <value>Default: 1, all of them. Above 0, up to 1; see <see cref="LogisticPropensityModel.WithSamplingRates"/>.</value>
    public double SampledBuyers { get; set; } = 1;

    /// <summary>The share of all other customers that the training holds.</summary>
    /// <value>Default: 1, all of them. Above 0, up to 1.</value>
    public double SampledOthers { get; set; } = 1;

    /// <summary>The most threads. The model is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a training can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (Folds is < 2 or > 20)
        {
            failures.Add($"Folds is {Folds}; it must be from 2 to 20.");
        }

        if (MaxThreads is int threads && threads < 1)
        {
            failures.Add($"MaxThreads is {threads}; it must be null or 1 or more.");
        }

        if (!Enum.IsDefined(Calibration))
        {
            failures.Add($"Calibration is {(int)Calibration}; it must be one of {string.Join(", ", Enum.GetNames<PropensityCalibration>())}.");
        }

        if (BaseRate is double rate && !(rate > 0 && rate < 1))
        {
            failures.Add(FormattableString.Invariant($"BaseRate is {rate}; it must lie strictly between 0 and 1."));
        }

        foreach ((string name, double share) in new[] { (nameof(SampledBuyers), SampledBuyers), (nameof(SampledOthers), SampledOthers) })
        {
            if (!(share > 0 && share <= 1))
            {
                failures.Add(FormattableString.Invariant($"{name} is {share}; it must be above 0, up to 1."));
            }
        }

        if (BaseRate is not null && (SampledBuyers != 1 || SampledOthers != 1))
        {
            failures.Add("BaseRate and sampling rates are both given; each says the same in another way, so only one of them may be.");
        }

        return failures;
    }
}
