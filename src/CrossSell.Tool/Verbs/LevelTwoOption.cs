using System.CommandLine;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>What weighs the parts of the hybrid, where it is learned.</summary>
internal static class LevelTwoOption
{
    public static Option<string> Create() => Opt.Text(
        "--level-two", "logistic|boosted", "What weighs the parts of the hybrid: a logistic model, or boosted trees on top of it, which take several times as long. Default: logistic.");

    /// <exception cref="UsageException">There is no such choice.</exception>
    public static HybridLevelTwo Read(OptionReader options, Option<string> option) =>
        options.Choice(option, ("logistic", HybridLevelTwo.Logistic), ("boosted", HybridLevelTwo.Boosted)) ?? HybridLevelTwo.Logistic;
}
