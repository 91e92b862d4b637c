using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>A model that can be judged by its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Group">Another name, which it shares with its like; null for none.</param>
/// <param name="Trainer">Makes what learns it.</param>
/// <param name="Lacks">What it needs and does not have; null when it has everything.</param>
internal sealed record RankingModel(string Name, string? Group, Func<RankingInput, IProductScorerTrainer> Trainer, Func<RankingInput, string?>? Lacks = null)
{
    /// <summary>All models, in the order of the table. A further one is one more line.</summary>
    public static IReadOnlyList<RankingModel> All { get; } =
    [
        new("popularity", null, _ => new PopularityTrainer()),
        new("trend", null, _ => new TrendTrainer(), NeedsTimes),
        new("rules-max", "rules", input => new RuleScoreTrainer(RuleScore.MaxConfidence) { MaxThreads = input.Threads }),
        new("rules-max-lift", "rules", input => new RuleScoreTrainer(RuleScore.MaxLift) { MaxThreads = input.Threads }),
        new("rules-sum", "rules", input => new RuleScoreTrainer(RuleScore.SumOfConfidence) { MaxThreads = input.Threads }),
        new("rules-lift", "rules", input => new RuleScoreTrainer(RuleScore.SumOfConfidenceLogLift) { MaxThreads = input.Threads }),
        new("cosine", "knn", input => new NeighbourTrainer(ProductSimilarity.Cosine) { MaxThreads = input.Threads }),
        new("bm25", "knn", input => new NeighbourTrainer(ProductSimilarity.Bm25) { MaxThreads = input.Threads }),
        new("bm25-decay", "knn", input => new NeighbourTrainer(ProductSimilarity.Bm25) { MaxThreads = input.Threads, Weighting = OwnedWeighting.Decay(input.HalfLifeDays) }, NeedsTimes),
        new("llr", "knn", input => new NeighbourTrainer(ProductSimilarity.LogLikelihood) { MaxThreads = input.Threads }),
        new("cco", "knn", input => new NeighbourTrainer(ProductSimilarity.Indicator) { MaxThreads = input.Threads }),
        new("ease", null, input => new EaseTrainer(new EaseOptions { MaxThreads = input.Threads })),
        new("edlae", null, input => new EdlaeTrainer(new EdlaeOptions { MaxThreads = input.Threads })),
        new("als", null, input => new ImplicitAlsTrainer(new ImplicitAlsOptions { MaxThreads = input.Threads })),
        new("category", null, _ => new CategoryAffinityTrainer(), input => input.Split.Train.Categories is null ? "--products with categories" : null),
        new("hybrid", null, input => new JudgedHybrid(input)),
    ];

    /// <summary>The models of a list of names, each once, in the order of the table; null for all that lack nothing.</summary>
    /// <exception cref="UsageException">There is no such model, or it lacks what it needs.</exception>
    public static IReadOnlyList<RankingModel> Choose(string? names, RankingInput input)
    {
        if (names is null)
        {
            return [.. All.Where(model => model.Lacks?.Invoke(input) is null)];
        }

        CheckNames(names);
        var wanted = Split(names).ToHashSet(StringComparer.Ordinal);
        RankingModel[] chosen = [.. All.Where(model => wanted.Contains(model.Name) || (wanted.Contains(model.Group ?? "") && model.Lacks?.Invoke(input) is null))];
        return chosen.FirstOrDefault(model => model.Lacks?.Invoke(input) is not null) is { } lacking
            ? throw new UsageException($"--models names '{lacking.Name}', which needs {lacking.Lacks!(input)}.")
            : chosen;
    }

    /// <summary>Refuses names that no model and no group has.</summary>
    /// <exception cref="UsageException">There is no such model.</exception>
    public static void CheckNames(string? names)
    {
        string[] known = [.. All.Select(model => model.Name), .. All.Select(model => model.Group).OfType<string>().Distinct(StringComparer.Ordinal)];
        string[] wanted = names is null ? [] : Split(names);
        if (names is not null && wanted.Length == 0)
        {
            throw new UsageException("--models is empty; expected names such as rules,knn.");
        }

        if (wanted.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new UsageException($"--models names '{twice.Key}' {twice.Count()} times; name each model once.");
        }

        foreach (string name in wanted.Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            string? near = Nearest.To(name, known);
            throw new UsageException($"--models names '{name}', which is no model; {(near is null ? $"there are {string.Join(", ", known)}" : $"did you mean {near}?")}".TrimEnd('.') + (near is null ? "." : ""));
        }
    }

    /// <summary>Whether a list of names has one.</summary>
    public static bool Named(string names, string name) => Split(names).Contains(name, StringComparer.Ordinal);

    private static string[] Split(string names) => [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => name.ToLowerInvariant())];

    private static string? NeedsTimes(RankingInput input) => input.HasTimes ? null : "purchases with times";
}
