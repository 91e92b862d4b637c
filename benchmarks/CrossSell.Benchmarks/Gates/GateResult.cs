namespace CrossSell.Benchmarks.Gates;

/// <summary>What a gate saw. NaN for what was not measured, which no limit admits.</summary>
internal sealed record GateResult(string Name, double Ratio, double MaxRatio, long? Bytes, long MaxBytes)
{
    public bool Passed => Ratio <= MaxRatio && (MaxBytes == GateAttribute.AnyBytes || Bytes <= MaxBytes);

    public override string ToString()
    {
        string verdict = Passed ? "ok    " : "FAILED";
        string ratio = double.IsNaN(Ratio) ? "not measured" : FormattableString.Invariant($"{Ratio:0.####}");
        string line = FormattableString.Invariant($"gate {verdict} {Name,-44} ratio {ratio} (limit {MaxRatio:0.####})");
        return MaxBytes == GateAttribute.AnyBytes
            ? line
            : FormattableString.Invariant($"{line} bytes {(Bytes is { } seen ? seen.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) : "not measured")} (limit {MaxBytes:N0})");
    }
}
