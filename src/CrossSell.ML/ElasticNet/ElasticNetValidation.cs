namespace CrossSell.ML;

/// <summary>A path, and for each of its strengths how well it predicted rows that were held out.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ElasticNetValidation
{
    internal ElasticNetValidation(ElasticNetPath path, IReadOnlyList<double> losses, IReadOnlyList<double> standardErrors)
    {
        Path = path;
        LogLosses = losses;
        StandardErrors = standardErrors;
        int best = 0;
        for (int k = 1; k < losses.Count; k++)
        {
            best = losses[k] < losses[best] ? k : best;
        }

        Best = path.Points[best];
        double bar = losses[best] + standardErrors[best];
        int simplest = 0;
        while (losses[simplest] > bar)
        {
            simplest++;
        }

        Simplest = path.Points[simplest];
    }

    /// <summary>The path fitted on all rows.</summary>
    public ElasticNetPath Path { get; }

    /// <summary>For each point of the path the weighted mean log loss of held-out rows.</summary>
    public IReadOnlyList<double> LogLosses { get; }

    /// <summary>The standard error of each of <see cref="LogLosses"/>, from the spread between the parts.</summary>
    public IReadOnlyList<double> StandardErrors { get; }

    /// <summary>The point with the least log loss, glmnet's lambda.min; of equal ones the stronger hold.</summary>
    public ElasticNetPoint Best { get; }

    /// <summary>The strongest hold whose log loss is within one standard error of the best, glmnet's lambda.1se.</summary>
    public ElasticNetPoint Simplest { get; }
}
