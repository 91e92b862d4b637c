namespace CrossSell.Hosting;

/// <summary>A fit that failed; the model before it stays in service.</summary>
/// <param name="At">When.</param>
/// <param name="Error">Why.</param>
public sealed record RefitFailure(DateTimeOffset At, Exception Error);
