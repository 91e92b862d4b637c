namespace CrossSell.Benchmarks.Generated;

/// <summary>What is known about customers beside their purchases: thirty numbers from 0 to 1 for each, every fourth of them told as yes or no.</summary>
internal static class GeneratedFacts
{
    private const int Columns = 30;

    /// <summary>Where numbers are cut into classes; who is above the last one says yes.</summary>
    private static readonly double[] Cuts = [0.2, 0.4, 0.6, 0.8];

    /// <summary>The columns as weights see them.</summary>
    public static IReadOnlyList<PropensityField> Fields { get; } =
    [
        .. Enumerable.Range(0, Columns).Select(c => IsIndicator(c)
            ? PropensityField.OfNumbers(Name(c), CustomerColumnKind.Boolean, [1])
            : PropensityField.OfNumbers(Name(c), CustomerColumnKind.Numeric, Cuts)),
    ];

    /// <param name="keys">The customers' ids.</param>
    /// <param name="seed">The same seed gives the same facts.</param>
    public static CustomerTable Of(IReadOnlyCollection<string> keys, ulong seed)
    {
        var random = new SeededNumbers(seed);
        var builder = new CustomerTableBuilder();
        for (int c = 0; c < Columns; c++)
        {
            double[] numbers = new double[keys.Count];
            foreach (ref double number in numbers.AsSpan())
            {
                number = random.Unit();
            }

            _ = IsIndicator(c) ? builder.AddBoolean(Name(c), numbers.Select(number => (bool?)(number > Cuts[^1]))) : builder.AddNumeric(Name(c), numbers);
        }

        return builder.WithKeys(keys).Build();
    }

    private static bool IsIndicator(int column) => column % 4 == 3;

    private static string Name(int column) => FormattableString.Invariant($"fact {column:00}");
}
