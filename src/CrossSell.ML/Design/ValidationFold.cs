using CrossSell.ML.Learning;

namespace CrossSell.ML;

/// <summary>One part of a validation: what is learned from, and what it is judged by.</summary>
/// <param name="Train">Rows to learn from; some bought and some did not.</param>
/// <param name="Test">Rows held out.</param>
public sealed record ValidationFold(IReadOnlyList<int> Train, IReadOnlyList<int> Test)
{
    /// <summary>
    /// Divides customers as <see cref="LogisticPropensityTrainer"/> does: later days are foretold from earlier ones where customers are looked at on different days, else
    /// parts by a hash of the key, buyers spread evenly and all rows of one customer together. The order of the rows changes nothing.
    /// </summary>
    /// <param name="customers">The customers.</param>
    /// <param name="folds">How many parts, 2 to 20; fewer come back where there are too few days.</param>
    /// <exception cref="PropensityTrainingException">There are too few customers of one kind.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is outside its range.</exception>
    public static IReadOnlyList<ValidationFold> Divide(LabeledCustomers customers, int folds = 5)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, 20);
        Logistic.TrainingChecks.RequireBothClasses(customers.Labels);
        return [.. Splitter.Divide(customers, folds).Select(split => new ValidationFold(split.Train, split.Test))];
    }
}
