using CrossSell.Potential;

namespace CrossSell;

/// <summary>The checklist of unknowns: which facts are worth asking for, and of whom, by the expected value of knowing them.</summary>
/// <remarks>
/// A fact is worth what better choices it leads to: the expected margin of the best offers with the answer less that without. What would not change the choice is
/// worth nothing, however unsure it is. Facts are valued one at a time; two that tell the same are each worth asking, but not both. Immutable and thread-safe.
/// </remarks>
public sealed class UnknownsChecklist
{
    private UnknownsChecklist(IReadOnlyList<ChecklistRow> rows, IReadOnlyList<OpenQuestion> questions)
    {
        Rows = rows;
        Questions = questions;
    }

    /// <summary>Every fact, the most valuable first; ties in ordinal order of their names.</summary>
    public IReadOnlyList<ChecklistRow> Rows { get; }

    /// <summary>The questions most worth asking, best first; ties: the earlier customer, then ordinal by the fact.</summary>
    public IReadOnlyList<OpenQuestion> Questions { get; }

    /// <summary>Values every unknown fact of every customer. O(facts · answers · offers log offers).</summary>
    /// <param name="customers">The number of customers.</param>
    /// <param name="factsOf">What is not known of a customer; see <see cref="CompetitorQuestions"/>.</param>
    /// <param name="options">What asking costs; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work; looked at after every customer.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">A fact cannot be valued; see <see cref="UnknownFact.ValueOfKnowing"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static UnknownsChecklist Of(int customers, Func<int, IEnumerable<UnknownFact>> factsOf, UnknownsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(factsOf);
        ArgumentOutOfRangeException.ThrowIfNegative(customers);
        options ??= new UnknownsOptions();
        PotentialChecks.ThrowIfInvalid(options.Validate(), nameof(options));
        var sums = new Dictionary<string, (int Customers, int Worth, double Value)>(StringComparer.Ordinal);
        var kept = new PriorityQueue<OpenQuestion, OpenQuestion>(Comparer<OpenQuestion>.Create(Worse));
        for (int c = 0; c < customers; c++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (UnknownFact fact in factsOf(c))
            {
                double value = (options.ChanceOfAnswer * fact.ValueOfKnowing(options.Offers)) - options.CostOfAsking;
                (int all, int worth, double sum) = sums.GetValueOrDefault(fact.Name);
                bool pays = value > 1e-12;
                sums[fact.Name] = (all + 1, worth + (pays ? 1 : 0), sum + (pays ? value : 0));
                if (pays && options.MostQuestions > 0)
                {
                    var question = new OpenQuestion(c, fact.Name, value);
                    kept.Enqueue(question, question);
                    if (kept.Count > options.MostQuestions)
                    {
                        kept.Dequeue();
                    }
                }
            }
        }

        var questions = new OpenQuestion[kept.Count];
        for (int i = questions.Length - 1; i >= 0; i--)
        {
            questions[i] = kept.Dequeue();
        }

        ChecklistRow[] rows = [.. sums.Select(p => new ChecklistRow(p.Key, p.Value.Customers, p.Value.Worth, p.Value.Value)).OrderByDescending(r => r.Value).ThenBy(r => r.Fact, StringComparer.Ordinal)];
        return new UnknownsChecklist(rows, questions);
    }

    /// <summary>Puts the less valuable first, of equal ones the later.</summary>
    private static int Worse(OpenQuestion a, OpenQuestion b) =>
        a.Value != b.Value ? a.Value.CompareTo(b.Value) : a.Customer != b.Customer ? b.Customer.CompareTo(a.Customer) : string.CompareOrdinal(b.Fact, a.Fact);
}
