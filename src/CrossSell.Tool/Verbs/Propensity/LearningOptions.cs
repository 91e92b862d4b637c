using System.CommandLine;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>How a propensity is learned; the same for training and for judging.</summary>
internal sealed class LearningOptions
{
    private readonly Option<string> _trainer = Opt.Text(
        "--trainer", "logistic|trees", "What learns: a logistic model, or gradient-boosted trees, which know no --calibration, --base-rate, --sampled-buyers and --sampled-others. Default: logistic.");

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

    private readonly MonotoneOptions _monotone = new();

    public IReadOnlyList<Option> Options => [_trainer, _useProtected, _calibration, _baseRate, _buyers, _others, .. _monotone.Options, _folds, _threads];

    /// <summary>What can be wrong is found before a file is opened.</summary>
    /// <exception cref="UsageException">An option has no such value, or the trainer does not know it.</exception>
    public void Check(OptionReader options)
    {
        bool trees = IsTrees(options);
        IEnumerable<Option> others = trees ? [_calibration, _baseRate, _buyers, _others] : _monotone.Options;
        if (others.FirstOrDefault(options.IsGiven) is { } option)
        {
            throw new UsageException(trees
                ? $"{option.Name} belongs to --trainer logistic, and the trainer is trees; leave one of them out."
                : $"{option.Name} belongs to --trainer trees, and the trainer is logistic; leave it out, or say --trainer trees.");
        }

        _monotone.Check(options);
        _ = trees ? (object)Trees(options) : Logistic(options);
    }

    /// <summary>The trainer that was asked for.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="table">The table to learn from, whose columns may be named.</param>
    /// <param name="input">The file that it was read from.</param>
    /// <param name="nameOf">The name of a column that may be given by its number.</param>
    /// <exception cref="FailureException">A column that is named is not there, or cannot be used so.</exception>
    public Learner Read(OptionReader options, CustomerTable table, InputFile input, Func<string, string> nameOf)
    {
        if (!IsTrees(options))
        {
            return new LogisticPropensityTrainer(Logistic(options)).Train;
        }

        BoostedTreesOptions settings = Trees(options);
        foreach ((string column, Monotonicity direction) in _monotone.Read(options, table, input, nameOf, settings.UseProtected))
        {
            settings.Monotone[column] = direction;
        }

        return new BoostedTreesPropensityTrainer(settings).Train;
    }

    private bool IsTrees(OptionReader options) => options.Choice(_trainer, ("logistic", false), ("trees", true)) ?? false;

    private BoostedTreesOptions Trees(OptionReader options) => new()
    {
        UseProtected = options.Flag(_useProtected),
        Folds = Folds(options),
        MaxThreads = options.Whole(_threads, 1),
    };

    private int Folds(OptionReader options) => (int?)options.Whole(_folds, 2, 20) ?? 5;

    private LogisticPropensityOptions Logistic(OptionReader options)
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
            Folds = Folds(options),
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
