using System.CommandLine;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>How a propensity is learned; the same for training and for judging.</summary>
internal sealed class LearningOptions
{
    private readonly Option<bool> _useProtected = Opt.Flag("--use-protected", "Learn from protected columns as well.");
    private readonly Option<string> _folds = Opt.Text("--folds", "N", "Into how many parts the customers are divided for validation, 2 to 20. Default: 5.");
    private readonly Option<string> _threads = Opt.Text(
        "--threads", "N", "Most threads that work; the result is the same for any number. Default: one a core.");

    public IReadOnlyList<Option> Options => [_useProtected, _folds, _threads];

    public LogisticPropensityOptions Read(OptionReader options) => new()
    {
        UseProtected = options.Flag(_useProtected),
        Folds = (int?)options.Whole(_folds, 2, 20) ?? 5,
        MaxThreads = options.Whole(_threads, 1),
    };
}
