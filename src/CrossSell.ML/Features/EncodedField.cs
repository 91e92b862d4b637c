namespace CrossSell.ML.Features;

/// <summary>A column of some table, taken apart by a <see cref="Field"/>: the number (NaN where missing; empty for levels), and the code of each row.</summary>
/// <param name="Numbers">One a row.</param>
/// <param name="Codes">One a row, from 0 to <see cref="Field.Codes"/> - 1.</param>
/// <param name="CrossCodes">One a row, from 0 to <see cref="Field.CrossCodes"/> - 1: the same with coarser bins.</param>
/// <param name="UnknownLevels">How many rows have a level that the training table did not have often enough.</param>
internal sealed record EncodedField(double[] Numbers, int[] Codes, int[] CrossCodes, int UnknownLevels);
