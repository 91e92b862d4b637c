using System.CommandLine;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>How a propensity is learned; the same for training and for judging.</summary>
internal sealed class LearningOptions
{
    private readonly Option<bool> _useProtected = Opt.Flag("--use-protected", "Learn from protected columns as well.");
    private readonly Option<string> _calibration = Opt.Text(
        "--calibration", "WAY", "How logits become honest probabilities: curve, beta, platt, isotonic or none. Default: curve.");

    private readonly Option<string> _baseRate = Opt.Text(
        "--base-rate", "SHARE", "The share of buyers in the population, where the table is a sample in which they are more, or less, common. Default: that of the table.");

    private readonly Option<string> _buyers = Opt.Text("--sampled-buyers", "SHARE", "The share of all buyers that the table holds, where it is a sample. Default: 1.");
    private readonly Option<string> _others = Opt.Text("--sampled-others", "SHARE", "The share of all other customers that the table holds, where it is a sample. Default: 1.");
    private readonly Option<string> _folds = Opt.Text("--folds", "N", "Into how many parts the customers are divided for validation, 2 to 20. Default: 5.");
    private readonly Option<string> _threads = Opt.Text(
        "--threads", "N", "Most threads that work; the result is the same for any number. Default: one a core.");

    public IReadOnlyList<Option> Options => [_useProtected, _calibration, _baseRate, _buyers, _others, _folds, _threads];

    /// <exception cref="UsageException">An option has no such value.</exception>
    public LogisticPropensityOptions Read(OptionReader options)
    {
        MineConflicts.RefuseBoth(options, _baseRate, _buyers, "each says the same in another way");
        MineConflicts.RefuseBoth(options, _baseRate, _others, "each says the same in another way");
        return new()
        {
            UseProtected = options.Flag(_useProtected),
            Calibration = options.Choice(
                _calibration,
                ("curve", PropensityCalibration.Curve),
                ("beta", PropensityCalibration.Beta),
                ("platt", PropensityCalibration.Platt),
                ("isotonic", PropensityCalibration.Isotonic),
                ("none", PropensityCalibration.None)) ?? PropensityCalibration.Curve,
            BaseRate = Share(options, _baseRate, below1: true),
            SampledBuyers = Share(options, _buyers, below1: false) ?? 1,
            SampledOthers = Share(options, _others, below1: false) ?? 1,
            Folds = (int?)options.Whole(_folds, 2, 20) ?? 5,
            MaxThreads = options.Whole(_threads, 1),
        };
    }

    private static double? Share(OptionReader options, Option<string> option, bool below1)
    {
        if (options.Share(option) is not { } share)
        {
            return null;
        }

        return share > 0 && (share < 1 || !below1)
            ? (double)share
            : throw new UsageException($"{option.Name} is '{options.Text(option)}'; it must be a number above 0{(below1 ? " and below 1" : ", up to 1")}, such as 0.1.");
    }
}
