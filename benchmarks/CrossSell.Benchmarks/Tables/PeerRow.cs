namespace CrossSell.Benchmarks.Tables;

/// <summary>One set of baskets at one minimum support.</summary>
/// <param name="Data">The name of the file without its ending.</param>
/// <param name="MinCount">The minimum support.</param>
/// <param name="Itemsets">How many itemsets there are, by two independent miners; null where no number is known.</param>
/// <param name="Libraries">Seconds of the libraries in the order of the table's columns; null or missing where not measured, or where the result was wrong.</param>
/// <param name="Programs">The same for the stand-alone C programs.</param>
internal sealed record PeerRow(string Data, int MinCount, long? Itemsets, double?[] Libraries, double?[] Programs);
