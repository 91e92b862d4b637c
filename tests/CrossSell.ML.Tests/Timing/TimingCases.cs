namespace CrossSell.ML.Tests;

internal static class TimingCases
{
    public delegate T Asking<out T>(in CustomerPurchases purchases);

    /// <summary>Asks for a customer who bought products so many days before an instant.</summary>
    public static T With<T>(IdTable products, DateTime at, (string Product, int Age)[] bought, Asking<T> ask)
    {
        (int Place, long Time)[] pairs = [.. bought.Select(b => (products.IndexOf(b.Product), at.AddDays(-b.Age).Ticks)).Order()];
        long[] times = [.. pairs.Select(pair => pair.Time)];
        int[] places = [.. pairs.Select(pair => pair.Place)];
        return ask(new CustomerPurchases(places, [.. places.Select(_ => 1)], times, times, at.Ticks));
    }
}
