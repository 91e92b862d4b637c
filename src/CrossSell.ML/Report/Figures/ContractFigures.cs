namespace CrossSell.ML.Report;

/// <summary>Contracts that run, and when they end.</summary>
internal sealed class ContractFigures
{
    public static IReadOnlyList<int> Within { get; } = [90, 180, 365];

    public ContractFigures(Study study)
    {
        StudyBook book = study.Book;
        var ending = new (long Contracts, double Spend)[Within.Count];
        for (int row = 0; row < book.History.Count; row++)
        {
            if (!study.Spend.IsContract(book.History.ProductOfRow[row]) || book.History.HeldUntilOf(row) <= book.AsOf)
            {
                continue;
            }

            Running++;
            double spent = study.Spend.WorthOf(row);
            Spend += spent;
            for (int i = 0; i < ending.Length; i++)
            {
                if (book.AsOf is { } now && book.History.HeldUntilOf(row) is { } end && (end - now).TotalDays <= Within[i])
                {
                    ending[i] = (ending[i].Contracts + 1, ending[i].Spend + spent);
                }
            }
        }

        Ending = ending;
    }

    public long Running { get; }

    public double Spend { get; }

    /// <summary>For each of <see cref="Within"/> the contracts that end within so many days.</summary>
    public IReadOnlyList<(long Contracts, double Spend)> Ending { get; }
}
