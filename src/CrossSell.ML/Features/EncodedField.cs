namespace CrossSell.ML.Features;

/// <summary>A column of some table, taken apart by a <see cref="Field"/>: the number (NaN where missing; empty for levels), and the code of each row.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="numbers">One a row.</param>
/// <param name="codes">One a row, from 0 to <see cref="Field.Codes"/> - 1.</param>
/// <param name="crossCodes">Finds the coarser codes when they are asked for: scoring without crosses never does.</param>
/// <param name="unknownLevels">How many rows have a level that the training table did not have often enough.</param>
internal sealed class EncodedField(double[] numbers, int[] codes, Func<int[]> crossCodes, int unknownLevels)
{
    private int[]? _crossCodes;

    /// <summary>One a row.</summary>
    public double[] Numbers { get; } = numbers;

    /// <summary>One a row, from 0 to <see cref="Field.Codes"/> - 1.</summary>
    public int[] Codes { get; } = codes;

    /// <summary>One a row, from 0 to <see cref="Field.CrossCodes"/> - 1: the same with coarser bins.</summary>
    public int[] CrossCodes => _crossCodes ??= crossCodes(); // Two threads at once find the same.

    /// <summary>How many rows have a level that the training table did not have often enough.</summary>
    public int UnknownLevels { get; } = unknownLevels;
}
