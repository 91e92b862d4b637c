using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Reads purchases or baskets for mining.</summary>
internal sealed class BasketLoader(MineRequest request, Reporter reporter, CancellationToken cancellation)
{
    /// <summary>Reads the whole input.</summary>
    /// <exception cref="PurchaseFormatException">A row is bad, or the columns are not those of purchases.</exception>
    /// <exception cref="FailureException">The unit asked for is not in the input.</exception>
    public async Task<Baskets> LoadAsync(InputFile input)
    {
        InputFormat format = request.Format ?? input.Guess;
        string name = format == InputFormat.Csv ? "csv" : "fimi";
        reporter.Detail($"reading {input.Name} as {name}{(request.Format is null ? " by its looks" : "")}");
        Stage stage = reporter.Begin("reading", format == InputFormat.Csv ? "rows" : "baskets");
        await using (stage.ConfigureAwait(false))
        {
            Baskets baskets = format == InputFormat.Csv ? ReadCsv(input, stage) : ReadFimi(input, stage);
            string count = Reporter.Count(baskets.Transactions.Count, baskets.UnitName);
            reporter.Detail($"{count}, {Reporter.Count(baskets.Transactions.ItemCount, "product")}");
            return baskets;
        }
    }

    private Baskets ReadCsv(InputFile input, Stage stage)
    {
        PurchaseHistory history = CsvPurchases.Load(input.Stream, input.Name, request.Reading, Told.Loading(stage), cancellation);
        reporter.Report(history.Report, request.Reading.History.Returns);
        if (request.Unit == TransactionUnit.Customer && history.Customers.Count == 0 && history.Count > 0)
        {
            throw HistoryLoader.NoCustomers(input);
        }

        if (request.InTime is { } inTime && (history.FirstTime is null || history.Customers.Count == 0))
        {
            string missing = history.FirstTime is null ? "dates" : "customers";
            throw new FailureException($"{input.Name} names no {missing}; {inTime} asks what a customer buys after what, and needs both.");
        }

        if (request.HalfLife is not null && history.FirstTime is null)
        {
            throw new FailureException($"{input.Name} names no dates; --half-life counts purchases by their age, and needs them.");
        }

        TransactionUnit unit = UnitOf(history);
        var transactions = Transactions.From(history, unit);
        return new Baskets(request.HalfLife is { } halfLife ? Weigh(transactions, history, unit, halfLife) : transactions, unit)
        {
            History = request.InTime is null ? null : history,
            MayCountCustomers = unit == TransactionUnit.Basket && history.Customers.Count > 0,
        };
    }

    private TransactionUnit UnitOf(PurchaseHistory history)
    {
        // Without baskets and dates all that a customer bought is one basket: the same transactions, which a person calls customers.
        bool onlyCustomers = history.FirstTime is null && history.BasketCount == history.Customers.Count;
        bool asksCustomers = request.InTime is not null || (request.What == MineResult.Grades && history.Customers.Count > 0);
        return request.Unit ?? (onlyCustomers || asksCustomers ? TransactionUnit.Customer : TransactionUnit.Basket);
    }

    private Transactions Weigh(Transactions transactions, PurchaseHistory history, TransactionUnit unit, TimeSpan halfLife)
    {
        var weights = TransactionWeights.FromRecency(history, unit, halfLife, request.Reading.History.AsOf);
        reporter.Detail($"weights by age: {weights.Total:N0} units of {weights.Resolution}; they say as much as {weights.EffectiveSampleSize:N0} equal ones");
        return transactions.WithWeights(weights);
    }

    private Baskets ReadFimi(InputFile input, Stage stage)
    {
        if (request.CsvOnly.Count > 0)
        {
            throw new UsageException($"{request.CsvOnly[0]} says how CSV is read, but {input.Name} is read as baskets (fimi); leave it out, or say --format csv.");
        }

        if (request.InTime is { } inTime)
        {
            throw new FailureException($"{input.Name} is read as baskets (fimi), which have neither customers nor dates; {inTime} needs both.");
        }

        if (request.HalfLife is not null)
        {
            throw new FailureException($"{input.Name} is read as baskets (fimi), which have no dates; --half-life needs them.");
        }

        if (request.Unit == TransactionUnit.Customer)
        {
            throw new FailureException(
                $"{input.Name} is read as baskets (fimi), which name no customers; leave --unit out, or say --format csv.");
        }

        Transactions transactions = FimiBaskets.LoadTransactions(
            input.Stream, input.Name, out LoadReport report, request.Reading.History.BadRows, Told.Loading(stage), cancellation);
        reporter.Report(report, request.Reading.History.Returns);
        return new Baskets(transactions, TransactionUnit.Basket);
    }
}
