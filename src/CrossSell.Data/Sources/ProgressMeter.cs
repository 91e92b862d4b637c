namespace CrossSell.Data;

/// <summary>Tells progress and looks for cancellation every few thousand rows, so that neither costs anything in between.</summary>
internal sealed class ProgressMeter(IProgress<LoadProgress>? progress, Stream? stream, CancellationToken cancellationToken)
{
    private const int RowsBetweenChecks = 1 << 12;
    private const int RowsBetweenReports = 1 << 16;
    private readonly Stream? _stream = stream is { CanSeek: true } ? stream : null;

    public long Rows { get; private set; }

    public void Advance()
    {
        Rows++;
        if ((Rows & (RowsBetweenChecks - 1)) == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((Rows & (RowsBetweenReports - 1)) == 0)
            {
                Report();
            }
        }
    }

    public void Report() => progress?.Report(new LoadProgress(Rows, _stream?.Position ?? 0, _stream?.Length));
}
