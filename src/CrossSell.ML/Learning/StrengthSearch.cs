using CrossSell.ML.Features;

namespace CrossSell.ML.Learning;

/// <summary>Finds by validation how strongly each part is held, and whether bins and crosses earn their place at all.</summary>
internal sealed class StrengthSearch(Field[] fields, EncodedField[] encoded, double[] labels, double[]? weights, Split[] splits, int threads)
{
    private static readonly double[] Mains = [1_000, 100, 10, 1];
    private static readonly double[] Steps = [300, 100, 30, 10, 3];

    // A cell is small and often one day's chance: held-out rows of the same days would let it say too much, so it is never held loosely.
    private static readonly double[] Cells = [30, 10];

    /// <summary>The best without bins and crosses, and the best of all.</summary>
    public (Candidate Plain, Candidate Best) Run(CancellationToken cancellationToken)
    {
        Candidate plain = Search(bins: false, [], Mains.Select(main => new Strengths(main, null, null)), cancellationToken).Best;
        Candidate best = plain;
        if (Array.Exists(fields, field => field.Cuts.Length > 1))
        {
            Candidate binned = Binned(best.Strengths.Main, cancellationToken);
            best = binned.Loss < best.Loss ? binned : best;
        }

        (int A, int B)[] crosses = fields.Length < 2 ? [] : CrossScreen.Find(fields, encoded, best.Logits, labels, weights, splits, threads);
        if (crosses.Length > 0)
        {
            Candidate crossed = Search(best.Strengths.Steps is not null, crosses, Cells.Select(strength => best.Strengths with { Crosses = strength }), cancellationToken).Best;
            best = crossed.Loss < best.Loss ? crossed : best;
        }

        return (plain, best);
    }

    // With bins beside them, lines and levels may want another hold than alone.
    private Candidate Binned(double main, CancellationToken cancellationToken)
    {
        (Candidate best, Validation validation) = Search(bins: true, [], Steps.Select(steps => new Strengths(main, steps, null)), cancellationToken);
        if (Array.TrueForAll(fields, field => field.EachValue && !field.HasMissing))
        {
            return best;
        }

        foreach (double other in new[] { main / 10, main * 10 })
        {
            best = Try(validation, best.Strengths with { Main = other }, [], best, cancellationToken);
        }

        return best;
    }

    private (Candidate Best, Validation Validation) Search(bool bins, (int A, int B)[] crosses, IEnumerable<Strengths> candidates, CancellationToken cancellationToken)
    {
        var layout = new TermLayout(fields, bins, crosses, encoded);
        var validation = new Validation(layout, layout.Build(encoded, labels.Length), labels, weights, splits, threads);
        Candidate? best = null;
        foreach (Strengths candidate in candidates)
        {
            // From strong to weak the loss falls and rises again: behind the turn there is nothing to find.
            Candidate? before = best;
            best = Try(validation, candidate, crosses, best, cancellationToken);
            if (ReferenceEquals(best, before))
            {
                break;
            }
        }

        return (best!, validation);
    }

    private static Candidate Try(Validation validation, Strengths candidate, (int A, int B)[] crosses, Candidate? best, CancellationToken cancellationToken)
    {
        (double[] logits, double loss, double[][] parameters) = validation.Try(candidate, cancellationToken);
        return best is null || loss < best.Loss ? new Candidate(candidate, crosses, logits, loss, parameters) : best;
    }
}
