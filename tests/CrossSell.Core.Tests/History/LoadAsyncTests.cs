using System.Runtime.CompilerServices;

namespace CrossSell.Tests;

public sealed class LoadAsyncTests
{
    private static readonly Purchase[] Some =
    [
        new() { Customer = "B", Product = "10", Quantity = 2 },
        new() { Customer = "A", Product = "9", Basket = "x" },
        new() { Customer = "B", Product = "10", Quantity = -1 },
        new() { Product = "9", Basket = "x" },
    ];

    [Fact]
    public async Task A_stream_gives_the_same_history_as_a_list()
    {
        PurchaseHistory history = await PurchaseHistory.LoadAsync(Stream(Some));

        PurchaseHistory list = PurchaseHistory.From(Some);
        Assert.Equal(HistoryRow.AllOf(list), HistoryRow.AllOf(history));
        Assert.Equal(list.Report with { BadRows = history.Report.BadRows }, history.Report);
    }

    [Fact]
    public async Task A_stream_without_purchases_gives_an_empty_history() => Assert.Equal(0, (await PurchaseHistory.LoadAsync(Stream([]))).Count);

    [Fact]
    public async Task A_stream_that_never_ends_and_never_looks_at_the_token_is_ended_by_it()
    {
        using var cancel = new CancellationTokenSource();
        int read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PurchaseHistory.LoadAsync(Endless(), cancellationToken: cancel.Token));

        Assert.InRange(read, 100, 101);

        async IAsyncEnumerable<Purchase> Endless()
        {
            while (read < 1_000_000)
            {
                await Task.Yield();
                if (++read == 100)
                {
                    await cancel.CancelAsync();
                }

                yield return Some[0];
            }
        }
    }

    [Fact]
    public async Task The_token_reaches_a_stream_that_waits()
    {
        using var cancel = new CancellationTokenSource();

        Task<PurchaseHistory> load = PurchaseHistory.LoadAsync(Waiting(CancellationToken.None), cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load);

        static async IAsyncEnumerable<Purchase> Waiting([EnumeratorCancellation] CancellationToken token)
        {
            yield return Some[0];
            await Task.Delay(Timeout.Infinite, token);
        }
    }

    [Fact]
    public async Task A_token_cancelled_beforehand_gives_no_history_even_of_an_empty_stream() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PurchaseHistory.LoadAsync(Stream([]), cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public async Task A_bad_purchase_of_a_stream_is_told_with_its_number_and_the_stream_is_closed()
    {
        bool closed = false;

        PurchaseFormatException e = await Assert.ThrowsAsync<PurchaseFormatException>(() => PurchaseHistory.LoadAsync(Bad()));

        Assert.Equal((2, "product"), (e.BadRow.Line, e.BadRow.Column));
        Assert.True(closed);

        async IAsyncEnumerable<Purchase> Bad()
        {
            try
            {
                yield return Some[0];
                await Task.Yield();
                yield return Some[1] with { Product = "" };
            }
            finally
            {
                closed = true;
            }
        }
    }

    [Fact]
    public async Task Missing_purchases_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => PurchaseHistory.LoadAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => PurchaseHistory.LoadAsync(Stream([null!])));
        Assert.Throws<ArgumentNullException>(() => PurchaseHistory.From(null!));
    }

    private static async IAsyncEnumerable<Purchase> Stream(IEnumerable<Purchase> purchases)
    {
        foreach (Purchase purchase in purchases)
        {
            await Task.Yield();
            yield return purchase;
        }
    }
}
