using System.Globalization;

namespace CrossSell.Benchmarks.Gates;

/// <summary>What a gate saw. NaN for what was not measured, which no limit admits. The median is told, never judged.</summary>
internal sealed record GateResult(string Name, double Ratio, double MaxRatio, long? Bytes, long MaxBytes, double Nanoseconds)
{
    /// <summary>How each line of a gate begins.</summary>
    public const string Word = "gate";

    public bool Passed => Ratio <= MaxRatio && (MaxBytes == GateAttribute.AnyBytes || Bytes <= MaxBytes);

    public override string ToString()
    {
        string verdict = Passed ? "ok    " : "FAILED";
        string ratio = double.IsNaN(Ratio) ? "not measured" : FormattableString.Invariant($"{Ratio:0.####}");
        string line = FormattableString.Invariant($"{Word} {verdict} {Name,-44} ratio {ratio} (limit {MaxRatio:0.####})");
        if (MaxBytes != GateAttribute.AnyBytes)
        {
            string bytes = Bytes is { } seen ? seen.ToString("N0", CultureInfo.InvariantCulture) : "not measured";
            line = FormattableString.Invariant($"{line} bytes {bytes} (limit {MaxBytes:N0})");
        }

        return FormattableString.Invariant($"{line}; median {Time(Nanoseconds)}");
    }

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => FormattableString.Invariant($"{nanoseconds:0.0} ns"),
        < 1e6 => FormattableString.Invariant($"{nanoseconds / 1e3:0.0} us"),
        _ => FormattableString.Invariant($"{nanoseconds / 1e6:0.0} ms"),
    };
}
