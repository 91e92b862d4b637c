using CrossSell.Mining;
using CrossSell.Testing;

namespace CrossSell.Tool;

/// <summary>Hands progress on in the thread that tells it; <see cref="Progress{T}"/> would use another, later.</summary>
internal sealed class Told<T>(Action<T> take) : IProgress<T>
{
    public void Report(T value) => take(value);
}

/// <summary>Translates the library's progress for a step's display.</summary>
internal static class Told
{
    public static IProgress<MiningProgress> Mining(Stage stage) =>
        new Told<MiningProgress>(p => stage.State.Set(p.Share, p.Itemsets));

    public static IProgress<LoadProgress> Loading(Stage stage) =>
        new Told<LoadProgress>(p => stage.State.Set(p.TotalBytes is > 0 and { } total ? (double)p.BytesRead / total : null, p.Rows));

    public static IProgress<MarketFilesProgress> Generating(Stage stage) =>
        new Told<MarketFilesProgress>(p => stage.State.Set((double)p.Done / p.Total, p.Purchases));
}
