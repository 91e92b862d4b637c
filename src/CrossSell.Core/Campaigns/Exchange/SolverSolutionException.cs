using System.Globalization;

namespace CrossSell.Campaigns;

/// <summary>A solver's file cannot be read as a plan.</summary>
public sealed class SolverSolutionException : FormatException
{
    internal SolverSolutionException(string source, int line, string what)
        : base(string.Create(CultureInfo.InvariantCulture, $"{source}({line}): {what}"))
    {
        Line = line;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }
}
