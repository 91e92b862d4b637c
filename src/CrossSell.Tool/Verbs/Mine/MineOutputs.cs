namespace CrossSell.Tool;

/// <summary>Where a run of <c>crosssell mine</c> writes: rows, a page, or both. Files appear when both are whole.</summary>
internal sealed class MineOutputs : IDisposable
{
    private MineOutputs(OutputTarget? result, OutputTarget? page) => (Result, Page) = (result, page);

    /// <summary>Takes the rows; null when only a page is asked for.</summary>
    public OutputTarget? Result { get; }

    /// <summary>Takes the page; null when none is asked for.</summary>
    public OutputTarget? Page { get; }

    /// <exception cref="UsageException">A file is named twice.</exception>
    /// <exception cref="FailureException">A file cannot be written.</exception>
    public static MineOutputs Open(MineRequest request, ToolHost host)
    {
        string? page = request.Page?.Path;
        if (page is not null && page == request.Output)
        {
            throw new UsageException($"--html and --output are both '{page}'; choose another name for one of them.");
        }

        OutputTarget? result = request.WritesResult ? OutputTarget.Open(host, request.Output) : null;
        try
        {
            return new MineOutputs(result, page is null ? null : OutputTarget.Open(host, page));
        }
        catch
        {
            result?.Dispose();
            throw;
        }
    }

    public void Commit()
    {
        Result?.Commit();
        Page?.Commit();
    }

    public void Dispose()
    {
        Result?.Dispose();
        Page?.Dispose();
    }
}
