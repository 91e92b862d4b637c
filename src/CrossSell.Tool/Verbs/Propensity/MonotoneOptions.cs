using System.CommandLine;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Which way a probability may move with a column.</summary>
internal sealed class MonotoneOptions
{
    private readonly Option<string[]> _increasing = Opt.Texts(
        "--increasing", "COLUMN", "With trees: a column with which the probability never falls, everything else the same. May be repeated.");

    private readonly Option<string[]> _decreasing = Opt.Texts(
        "--decreasing", "COLUMN", "With trees: a column with which the probability never rises, everything else the same. May be repeated.");

    public IReadOnlyList<Option> Options => [_increasing, _decreasing];

    /// <exception cref="UsageException">A column is to go both ways.</exception>
    public void Check(OptionReader options)
    {
        if (options.Texts(_increasing).Intersect(options.Texts(_decreasing), StringComparer.Ordinal).FirstOrDefault() is { } both)
        {
            throw new UsageException($"{_increasing.Name} and {_decreasing.Name} both name '{both}'; a column can go one way only.");
        }
    }

    /// <summary>The directions by the columns of a table.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="table">The table to learn from.</param>
    /// <param name="input">The file that it was read from.</param>
    /// <param name="nameOf">The name of a column that may be given by its number.</param>
    /// <param name="useProtected">Whether protected columns are learned from.</param>
    /// <exception cref="FailureException">A column is not there, is not learned from, or has no order.</exception>
    public IEnumerable<(string Column, Monotonicity Direction)> Read(OptionReader options, CustomerTable table, InputFile input, Func<string, string> nameOf, bool useProtected)
    {
        foreach ((Option<string[]> option, Monotonicity direction) in new[] { (_increasing, Monotonicity.Increasing), (_decreasing, Monotonicity.Decreasing) })
        {
            foreach (string given in options.Texts(option))
            {
                string name = nameOf(given);
                if (!table.TryGetColumn(name, out CustomerColumn? column))
                {
                    throw new FailureException(
                        $"{input.Name}: {option.Name} names column '{name}', which is no feature; expected one of {string.Join(", ", table.Columns.Take(20).Select(c => $"'{c.Name}'"))}.");
                }

                if (column.Kind == CustomerColumnKind.Categorical)
                {
                    throw new FailureException(
                        $"{input.Name}: {option.Name} names column '{name}', which is categorical, and levels have no order to rise along; expected a column of numbers, dates or truth values.");
                }

                if (column.IsProtected && !useProtected)
                {
                    throw new FailureException($"{input.Name}: {option.Name} names column '{name}', which is protected and, without --use-protected, not learned from.");
                }

                yield return (name, direction);
            }
        }
    }
}
