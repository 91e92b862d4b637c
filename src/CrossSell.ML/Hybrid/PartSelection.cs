using System.Globalization;

namespace CrossSell.ML.Hybrid;

/// <summary>Chooses by held-out purchases how strongly weights are held and which parts take part.</summary>
internal sealed class PartSelection
{
    private static readonly double[] s_ridges = [10, 30, 100, 300];

    /// <summary>By how many standard errors a part on trial must foretell better: it costs time in every ranking.</summary>
    private const double LeastErrors = 2;

    private readonly HybridRows _learned;
    private readonly HybridRows _heldOut;
    private readonly string[] _partOf;
    private readonly string? _onTrial;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;

    /// <param name="learned">What is learned from.</param>
    /// <param name="heldOut">What decides.</param>
    /// <param name="partOf">The part of each feature.</param>
    /// <param name="onTrial">The part that must show that it helps, where others must show that they do not; null for none.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public PartSelection(HybridRows learned, HybridRows heldOut, IReadOnlyList<string> partOf, string? onTrial, int threads, CancellationToken cancellationToken)
    {
        _onTrial = onTrial;
        _learned = learned;
        _heldOut = heldOut;
        _partOf = [.. partOf];
        _threads = threads;
        _cancellationToken = cancellationToken;
    }

    /// <summary>What was chosen.</summary>
    /// <param name="Features">The features that take part.</param>
    /// <param name="Ridge">The strength.</param>
    /// <param name="Logits">The held-out logits of the model with both.</param>
    /// <param name="Notes">What was compared, one sentence each.</param>
    public sealed record Choice(int[] Features, double Ridge, double[] Logits, IReadOnlyList<string> Notes);

    public Choice Choose(double? givenRidge)
    {
        string[] parts = [.. _partOf.Distinct(StringComparer.Ordinal)];
        List<string> kept = Without([.. parts], _onTrial);
        var notes = new List<string>();
        Trial best = (givenRidge is { } given ? [given] : s_ridges).Select(ridge => Try(kept, ridge)).MinBy(trial => trial.Quality.Loss)!;

        // Those whose absence costs least go first, one after the other, where the held-out purchases are foretold better without them by more than an error's
        // breadth: a part too many was measured to cost next to nothing, one too few to cost up to a fiftieth.
        string[] order = [.. Optional(kept).Select(part => (Part: part, Try(Without(kept, part), best.Ridge).Quality.Loss)).OrderBy(pair => pair.Loss).Select(pair => pair.Part)];
        foreach (string part in order)
        {
            Trial without = Try(Without(kept, part), best.Ridge);
            if (without.Quality.LossBelow(best.Quality) <= 1 || kept.Count <= 2)
            {
                continue;
            }

            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Part {part} was left out: without it the held-out loss is {without.Quality.Loss:0.0000} instead of {best.Quality.Loss:0.0000}."));
            kept.Remove(part);
            best = without;
        }

        if (parts.Contains(_onTrial) && Try([.. kept, _onTrial!], best.Ridge) is var with)
        {
            bool helps = with.Quality.LossBelow(best.Quality) > LeastErrors;
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Part {_onTrial} was {(helps ? "taken in" : "left out")}: with it the held-out loss is {with.Quality.Loss:0.0000} instead of {best.Quality.Loss:0.0000}."));
            parts = helps ? parts : [.. parts.Where(part => part != _onTrial)];
            kept = [.. helps ? with.Parts : kept];
            best = helps ? with : best;
        }

        Trial simple = Simplest(parts, best.Ridge);
        notes.Insert(0, string.Create(CultureInfo.InvariantCulture, $"On held-out purchases {string.Join(", ", kept)} together reach NDCG@10 {best.Quality.Gain:0.0000}, the best one alone, {string.Join(" and ", simple.Parts)}, {simple.Quality.Gain:0.0000}."));

        // Weighing several parts has to show in the order or in what it foretells; where it shows in neither, the simple way errs less on other data.
        if (simple.Quality.GainAbove(best.Quality) > 1 || (simple.Quality.Gain >= best.Quality.Gain && simple.Quality.Loss <= best.Quality.Loss))
        {
            notes.Add($"So {string.Join(" and ", simple.Parts)} alone ranks.");
            best = simple;
        }

        return new Choice(Features(best.Parts), best.Ridge, best.Logits, notes);
    }

    private sealed record Trial(IReadOnlyList<string> Parts, double Ridge, double[] Logits, RankingQuality Quality);

    // Each part alone, and what all customers get alike.
    private Trial Simplest(string[] parts, double ridge)
    {
        IEnumerable<string[]> simple = Optional(parts).Select(part => new[] { part });
        string[] same = [.. parts.Where(part => part is "popularity" or "trend")];
        return (same.Length > 1 ? simple.Append(same) : simple).Select(alone => Try(alone, ridge)).MaxBy(trial => trial.Quality.Gain)!;
    }

    // What is known of the customer shifts all his products alike and is kept for the probability.
    private static IEnumerable<string> Optional(IEnumerable<string> parts) => parts.Where(part => part != "customer");

    private static List<string> Without(List<string> parts, string? part) => [.. parts.Where(other => other != part)];

    private int[] Features(IReadOnlyList<string> parts) => [.. Enumerable.Range(0, _partOf.Length).Where(feature => _partOf[feature] == "customer" || parts.Contains(_partOf[feature], StringComparer.Ordinal))];

    private Trial Try(IReadOnlyList<string> parts, double ridge)
    {
        HybridModel model = LevelTwo.Fit(_learned, Features(parts), ridge, _threads, _cancellationToken);
        double[] logits = LevelTwo.Logits(_heldOut, model);
        return new Trial([.. parts], ridge, logits, RankingQuality.Of(_heldOut, logits));
    }
}
